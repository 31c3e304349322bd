package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// The first block of an index file, which says where the others have what. The file is a stream of [IndexBlock]s:
///
/// ```text
/// mark            "SPATEIDX"
/// version         8        1
/// fingerprint     8        the keyed hash of nothing: the key is the one the hashes were made with
/// first offset    8
/// segment bytes   8        how long the segment is that was indexed
/// count           8        how many entries
/// topics          8        how many topics, keyed entries, entries with an id, with an idempotency key
/// keyed           8
/// named           8
/// idempotent      8
/// data bytes      8
/// min, max time   16
/// key probes      8        of the Bloom filter of keys; then of ids
/// id probes       8
/// values          8 each   how many values each section has, in their order; up to the end of block 0: zeros
/// ───────────────────────  the sections, each begins at a multiple of 8
/// PLACES          4 each   where the record of each entry begins in the segment
/// TIME_…                   the entries' times, as Times draws them: FIRSTS and LATEST 8, STARTS 4 a span, DELTAS
/// TOPIC_HASHES    8 each   ascending; TOPIC_STARTS, one more, says where in POSTINGS each topic's ordinals begin,
/// TOPIC_STARTS    4 each   TOPIC_LASTS has the last of them
/// TOPIC_LASTS     4 each
/// POSTINGS        4 each   ordinals, ascending for each topic
/// NAME_STARTS     4 each   by name: where in NAMES each begins, and one more; NAME_TOPICS says which of
/// NAME_TOPICS     4 each   TOPIC_HASHES it is
/// NAMES           1 each   UTF-8
/// KEY_HASHES      8 each   ascending
/// KEY_BLOOM       8 each   read when the file is opened, and kept
/// NEWEST          8 each   a bit for each entry that is the newest of its key
/// ID_HASHES       8 each   ascending; ID_USES has the offset of the first use of each
/// ID_USES         8 each
/// ID_BLOOM        8 each   read when the file is opened, and kept
/// IDEMPOTENT      8 each   a bit for each entry that has an idempotency key
/// ```
///
/// Thread-safe: immutable.
///
/// @param fingerprint of the hash
/// @param firstOffset of the segment
/// @param segmentBytes how long the segment is
/// @param count how many entries it has
/// @param totals what they have in sum
/// @param keyProbes how many bits of the filter of keys each key sets
/// @param idProbes the same of ids
/// @param values how many values each section has; an `EnumMap` that nobody changes
record IndexHeader(
        long fingerprint,
        long firstOffset,
        long segmentBytes,
        int count,
        SegmentTotals totals,
        int keyProbes,
        int idProbes,
        Map<IndexSection, Long> values) {
    private static final long MARK = 0x5350_4154_4549_4458L;
    private static final long VERSION = 1;

    void write(BlockWriter out) throws IOException {
        out.putLong(MARK);
        out.putLong(VERSION);
        out.putLong(fingerprint);
        out.putLong(firstOffset);
        out.putLong(segmentBytes);
        out.putLong(count);
        out.putLong(totals.topics());
        out.putLong(totals.keyed());
        out.putLong(totals.named());
        out.putLong(totals.idempotent());
        out.putLong(totals.dataBytes());
        out.putLong(totals.minTimeMillis());
        out.putLong(totals.maxTimeMillis());
        out.putLong(keyProbes);
        out.putLong(idProbes);
        for (var section : IndexSection.values()) {
            out.putLong(values(section));
        }
        while (out.position() < IndexBlock.CONTENT_BYTES) {
            out.putLong(0);
        }
    }

    /// @throws DamagedIndexException if it is none of this version
    static IndexHeader read(String name, BlockReader in) throws IOException {
        var fields = new Fields(in);
        long mark = fields.next();
        long version = fields.next();
        if (mark != MARK || version != VERSION) {
            throw new DamagedIndexException(
                    "index " + name + ": version " + version + " (expected: an index of version " + VERSION + ")");
        }
        return new IndexHeader(
                fields.next(),
                fields.next(),
                fields.next(),
                (int) fields.next(),
                totals(fields),
                (int) fields.next(),
                (int) fields.next(),
                values(fields));
    }

    private static SegmentTotals totals(Fields in) throws IOException {
        return new SegmentTotals(
                (int) in.next(), (int) in.next(), (int) in.next(), (int) in.next(), in.next(), in.next(), in.next());
    }

    private static Map<IndexSection, Long> values(Fields in) throws IOException {
        var values = new EnumMap<IndexSection, Long>(IndexSection.class);
        for (var section : IndexSection.values()) {
            values.put(section, in.next());
        }
        return values;
    }

    long values(IndexSection section) {
        return values.getOrDefault(section, 0L);
    }

    /// Where in the stream a section begins.
    long start(IndexSection section) {
        long at = IndexBlock.CONTENT_BYTES;
        for (var before : IndexSection.values()) {
            if (before == section) {
                return at;
            }
            at = end(before, at);
        }
        throw new AssertionError(section);
    }

    /// How long the file is.
    long fileBytes() {
        long at = IndexBlock.CONTENT_BYTES;
        for (var section : IndexSection.values()) {
            at = end(section, at);
        }
        return (at + IndexBlock.CONTENT_BYTES - 1) / IndexBlock.CONTENT_BYTES * IndexBlock.BYTES;
    }

    private long end(IndexSection section, long start) {
        long end = start + values(section) * section.valueBytes();
        return (end + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }

    /// Owner: the method that made it.
    private static final class Fields {
        private final BlockReader in;
        private long at;

        Fields(BlockReader in) {
            this.in = in;
        }

        long next() throws IOException {
            long value = in.getLong(at);
            at += Long.BYTES;
            return value;
        }
    }
}
