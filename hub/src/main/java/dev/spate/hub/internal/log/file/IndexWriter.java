package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// Writes an index as [IndexHeader] draws it, one section behind the other.
///
/// Takes, beside the index itself, 20 bytes a topic, 8 a key and 8 an id for putting them in order, at most 2 MiB for
/// the Bloom filters and 64 KiB for blocks.
///
/// Owner: the thread that made it; used once.
final class IndexWriter {
    private final IndexColumns columns;
    private final BlockWriter out;
    private final TopicOrder topics;
    private final long[] keys;
    private final long[] ids;
    private final Bloom keyBloom;
    private final Bloom idBloom;
    private final IndexHeader header;

    IndexWriter(IndexColumns columns, long segmentBytes, BlockWriter out) {
        this.columns = columns;
        this.out = out;
        this.topics = TopicOrder.of(columns.topics());
        this.keys = columns.keys().sorted();
        this.ids = columns.ids().sorted();
        this.keyBloom = bloom(keys);
        this.idBloom = bloom(ids);
        this.header = new IndexHeader(
                fingerprint(columns.hash()),
                columns.firstOffset(),
                segmentBytes,
                columns.count(),
                columns.totals(),
                keyBloom.probes(),
                idBloom.probes(),
                values());
    }

    /// What tells indexes that were made with one key of the hash from others.
    static long fingerprint(KeyedHash hash) {
        return hash.of("");
    }

    private static Bloom bloom(long[] hashes) {
        var bloom = Bloom.sized(hashes.length);
        for (long hash : hashes) {
            bloom.add(hash);
        }
        return bloom;
    }

    private Map<IndexSection, Long> values() {
        var values = new EnumMap<IndexSection, Long>(IndexSection.class);
        for (var section : IndexSection.values()) {
            values.put(section, values(section));
        }
        return values;
    }

    private long values(IndexSection section) {
        return switch (section) {
            case PLACES -> columns.count();
            case TIME_FIRSTS, TIME_LATEST, TIME_STARTS -> columns.times().spans();
            case TIME_DELTAS -> columns.times().deltaBytes();
            case TOPIC_HASHES, TOPIC_LASTS, NAME_TOPICS -> topics.size();
            case TOPIC_STARTS, NAME_STARTS -> topics.size() + 1L;
            case POSTINGS -> columns.topics().postings();
            case NAMES -> columns.topics().nameSum();
            case KEY_HASHES -> keys.length;
            case KEY_BLOOM -> keyBloom.words();
            case NEWEST -> columns.newest().words().size();
            case ID_HASHES, ID_USES -> ids.length;
            case ID_BLOOM -> idBloom.words();
            case IDEMPOTENT -> columns.idempotent().words().size();
        };
    }

    void write() throws IOException {
        header.write(out);
        for (var section : IndexSection.values()) {
            if (out.position() != header.start(section)) {
                throw new IllegalStateException(
                        section + ": at " + out.position() + " (expected: " + header.start(section) + ")");
            }
            write(section);
            out.align();
        }
        out.finish();
    }

    private void write(IndexSection section) throws IOException {
        switch (section) {
            case PLACES -> writePlaces();
            case TIME_FIRSTS -> writeTimeFirsts();
            case TIME_LATEST -> writeTimesLatest();
            case TIME_STARTS -> writeTimeStarts();
            case TIME_DELTAS -> writeTimeDeltas();
            case TOPIC_HASHES -> writeAll(topics.hashes());
            case TOPIC_STARTS -> writeTopicStarts();
            case TOPIC_LASTS -> writeTopicLasts();
            case POSTINGS -> writePostings();
            case NAME_STARTS -> writeNameStarts();
            case NAME_TOPICS -> writeNameTopics();
            case NAMES -> writeNames();
            case KEY_HASHES -> writeAll(keys);
            case KEY_BLOOM -> writeBloom(keyBloom);
            case NEWEST -> writeBits(columns.newest());
            case ID_HASHES -> writeAll(ids);
            case ID_USES -> writeUses();
            case ID_BLOOM -> writeBloom(idBloom);
            case IDEMPOTENT -> writeBits(columns.idempotent());
        }
    }

    private void writeAll(long[] values) throws IOException {
        for (long value : values) {
            out.putLong(value);
        }
    }

    private void writePlaces() throws IOException {
        for (int ordinal = 0; ordinal < columns.count(); ordinal++) {
            out.putInt((int) columns.place(ordinal));
        }
    }

    private void writeTimeFirsts() throws IOException {
        for (int span = 0; span < columns.times().spans(); span++) {
            out.putLong(columns.times().first(span));
        }
    }

    private void writeTimesLatest() throws IOException {
        for (int span = 0; span < columns.times().spans(); span++) {
            out.putLong(columns.times().latest(span));
        }
    }

    private void writeTimeStarts() throws IOException {
        for (int span = 0; span < columns.times().spans(); span++) {
            out.putInt(columns.times().start(span));
        }
    }

    private void writeTimeDeltas() throws IOException {
        for (int at = 0; at < columns.times().deltaBytes(); at++) {
            out.putByte(columns.times().delta(at));
        }
    }

    private void writeTopicStarts() throws IOException {
        int start = 0;
        for (int number : topics.numbers()) {
            out.putInt(start);
            start += columns.topics().count(number);
        }
        out.putInt(start);
    }

    private void writeTopicLasts() throws IOException {
        for (int number : topics.numbers()) {
            out.putInt(columns.topics().last(number));
        }
    }

    private void writePostings() throws IOException {
        for (int number : topics.numbers()) {
            var posting = columns.topics().posting(number);
            for (int index = 0; index < columns.topics().count(number); index++) {
                out.putInt(posting[index]);
            }
        }
    }

    private void writeNameStarts() throws IOException {
        int start = 0;
        for (int number : topics.byName()) {
            out.putInt(start);
            start += columns.topics().nameBytes(number);
        }
        out.putInt(start);
    }

    private void writeNameTopics() throws IOException {
        for (int number : topics.byName()) {
            out.putInt(topics.rank(number));
        }
    }

    private void writeNames() throws IOException {
        for (int number : topics.byName()) {
            out.putBytes(columns.topics().encodedName(number));
        }
    }

    private void writeUses() throws IOException {
        for (long id : ids) {
            out.putLong(columns.firstUse(columns.ids().find(id)));
        }
    }

    private void writeBloom(Bloom bloom) throws IOException {
        for (int word = 0; word < bloom.words(); word++) {
            out.putLong(bloom.word(word));
        }
    }

    private void writeBits(Bits bits) throws IOException {
        for (int word = 0; word < bits.words().size(); word++) {
            out.putLong(bits.words().get(word));
        }
    }
}
