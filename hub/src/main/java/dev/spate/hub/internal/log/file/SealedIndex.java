package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.EnumMap;
import java.util.NoSuchElementException;
import java.util.Objects;

/// The index of a segment that is full, in a file. [IndexHeader] draws the file.
///
/// The file is never forced: after a power cut it may be missing, or damaged in any way, and is then built anew from
/// its segment. Opening reads the header and the Bloom filters; every other block is checked when it is read.
///
/// While open it takes 10 bits a key and an id, each at most 1 MiB, and 33 KiB for blocks that were read last.
///
/// Thread-safe, until it is closed: a read that goes on then may fail.
final class SealedIndex implements SegmentIndex {
    private static final String TEMPORARY = ".tmp";

    private final DiskFile file;
    private final BlockReader in;
    private final IndexHeader header;
    private final EnumMap<IndexSection, Long> starts = new EnumMap<>(IndexSection.class);
    private final SortedHashes topicHashes;
    private final SortedHashes keyHashes;
    private final SortedHashes idHashes;
    private final Bloom keyBloom;
    private final Bloom idBloom;

    /// Writes an index to a file, in the place of one that may be there: first under a temporary name. Nothing may be
    /// added to the index any more.
    ///
    /// @param segmentBytes how long the segment is, which an owner may want to compare when it opens the file
    static void write(Disk disk, String name, OpenIndex index, long segmentBytes) throws IOException {
        var temporary = name + TEMPORARY;
        delete(disk, temporary);
        try (var file = disk.create(temporary)) {
            new IndexWriter(index.seal(), segmentBytes, new BlockWriter(file)).write();
        } catch (IOException e) {
            throw givenUp(disk, temporary, e);
        }
        disk.rename(temporary, name);
    }

    private static void delete(Disk disk, String name) throws IOException {
        try {
            disk.delete(name);
        } catch (NoSuchFileException e) {
            // Nothing was left behind.
        }
    }

    /// Gives the room back, of which there may be too little.
    private static IOException givenUp(Disk disk, String temporary, IOException cause) {
        try {
            delete(disk, temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    /// @param hash with the key that the index was made with
    /// @throws NoSuchFileException if there is no such file
    /// @throws DamagedIndexException if the file is not what was written, or was made with another key
    static SealedIndex open(Disk disk, String name, KeyedHash hash) throws IOException {
        var file = disk.open(name);
        try {
            return new SealedIndex(name, file, hash);
        } catch (IOException e) {
            try {
                file.close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private SealedIndex(String name, DiskFile file, KeyedHash hash) throws IOException {
        this.file = file;
        this.in = new BlockReader(name, file);
        this.header = IndexHeader.read(name, in);
        if (header.fingerprint() != IndexWriter.fingerprint(hash)) {
            throw new DamagedIndexException("index " + name + ": made with another key (expected: the log's)");
        }
        if (header.fileBytes() != file.size()) {
            throw new DamagedIndexException(
                    "index " + name + ": " + file.size() + " bytes (expected: " + header.fileBytes() + ")");
        }
        for (var section : IndexSection.values()) {
            starts.put(section, header.start(section));
        }
        this.topicHashes = hashes(IndexSection.TOPIC_HASHES);
        this.keyHashes = hashes(IndexSection.KEY_HASHES);
        this.idHashes = hashes(IndexSection.ID_HASHES);
        this.keyBloom = bloom(IndexSection.KEY_BLOOM, header.keyProbes());
        this.idBloom = bloom(IndexSection.ID_BLOOM, header.idProbes());
    }

    private SortedHashes hashes(IndexSection section) {
        return new SortedHashes(in, start(section), (int) header.values(section));
    }

    private Bloom bloom(IndexSection section, int probes) throws IOException {
        var words = new long[(int) header.values(section)];
        for (int index = 0; index < words.length; index++) {
            words[index] = longAt(section, index);
        }
        return new Bloom(words, probes);
    }

    /// @return how long the segment was when the index was written
    long segmentBytes() {
        return header.segmentBytes();
    }

    @Override
    public int count() {
        return header.count();
    }

    @Override
    public long firstOffset() {
        return header.firstOffset();
    }

    @Override
    public SegmentTotals totals() {
        return header.totals();
    }

    @Override
    public long place(int ordinal) throws IOException {
        return Integer.toUnsignedLong(intAt(IndexSection.PLACES, require(ordinal)));
    }

    @Override
    public PostingCursor postings(long topicHash) throws IOException {
        int topic = topicHashes.find(topicHash);
        if (topic == NONE) {
            return new PostingCursor(index -> NONE, 0);
        }
        int first = intAt(IndexSection.TOPIC_STARTS, topic);
        return new PostingCursor(index -> intAt(IndexSection.POSTINGS, first + index), postingCount(topic));
    }

    private int postingCount(int topic) throws IOException {
        return intAt(IndexSection.TOPIC_STARTS, topic + 1) - intAt(IndexSection.TOPIC_STARTS, topic);
    }

    @Override
    public boolean isNewestOfKey(int ordinal) throws IOException {
        return Bits.isSet(word -> longAt(IndexSection.NEWEST, word), require(ordinal));
    }

    @Override
    public int nextNewestOfKey(int from) throws IOException {
        if (totals().keyed() == 0) {
            return NONE;
        }
        return Bits.next(word -> longAt(IndexSection.NEWEST, word), from, count());
    }

    @Override
    public boolean mayHaveKey(long keyHash) {
        return keyBloom.mayHave(keyHash);
    }

    @Override
    public boolean hasKey(long keyHash) throws IOException {
        return keyHashes.find(keyHash) != NONE;
    }

    @Override
    public boolean mayHaveId(long idHash) {
        return idBloom.mayHave(idHash);
    }

    @Override
    public long firstUse(long idHash) throws IOException {
        int index = idHashes.find(idHash);
        return index == NONE ? NONE : longAt(IndexSection.ID_USES, index);
    }

    @Override
    public int nextIdempotent(int from) throws IOException {
        if (totals().idempotent() == 0) {
            return NONE;
        }
        return Bits.next(word -> longAt(IndexSection.IDEMPOTENT, word), from, count());
    }

    @Override
    public long timeMillis(int ordinal) throws IOException {
        return Times.at(new SealedTimes(), require(ordinal));
    }

    @Override
    public int firstAtOrAfter(long millis) throws IOException {
        return Times.firstAtOrAfter(new SealedTimes(), millis, count());
    }

    @Override
    public TopicCursor topics(String after) throws IOException {
        int low = 0;
        int high = totals().topics();
        while (!after.isEmpty() && low < high) {
            int middle = (low + high) >>> 1;
            if (name(middle).compareTo(after) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return new Cursor(low);
    }

    private String name(int index) throws IOException {
        int from = intAt(IndexSection.NAME_STARTS, index);
        int bytes = intAt(IndexSection.NAME_STARTS, index + 1) - from;
        return new String(in.get(start(IndexSection.NAMES) + from, bytes), StandardCharsets.UTF_8);
    }

    @Override
    public void lastOffsets(TopicOffsets receiver) throws IOException {
        for (int topic = 0; topic < totals().topics(); topic++) {
            receiver.add(topicHashes.get(topic), lastOffset(topic));
        }
    }

    private long lastOffset(int topic) throws IOException {
        return firstOffset() + intAt(IndexSection.TOPIC_LASTS, topic);
    }

    @Override
    public long heapBytes() {
        return in.heapBytes() + (long) (keyBloom.words() + idBloom.words()) * Long.BYTES;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private int require(int ordinal) {
        return Objects.checkIndex(ordinal, count());
    }

    private long start(IndexSection section) {
        return starts.getOrDefault(section, 0L);
    }

    private int intAt(IndexSection section, int index) throws IOException {
        return in.getInt(start(section) + (long) index * Integer.BYTES);
    }

    private long longAt(IndexSection section, int index) throws IOException {
        return in.getLong(start(section) + (long) index * Long.BYTES);
    }

    private final class SealedTimes implements Times.Source {
        @Override
        public long first(int span) throws IOException {
            return longAt(IndexSection.TIME_FIRSTS, span);
        }

        @Override
        public int start(int span) throws IOException {
            return intAt(IndexSection.TIME_STARTS, span);
        }

        @Override
        public long latest(int span) throws IOException {
            return longAt(IndexSection.TIME_LATEST, span);
        }

        @Override
        public byte delta(int at) throws IOException {
            return in.get(SealedIndex.this.start(IndexSection.TIME_DELTAS) + at);
        }
    }

    /// Owner: the thread that asked for it.
    private final class Cursor implements TopicCursor {
        private int index;

        Cursor(int first) {
            this.index = first;
        }

        @Override
        public boolean hasNext() {
            return index < totals().topics();
        }

        @Override
        public TopicUse next() throws IOException {
            if (!hasNext()) {
                throw new NoSuchElementException("topics: none left");
            }
            int topic = intAt(IndexSection.NAME_TOPICS, index);
            return new TopicUse(name(index++), postingCount(topic), lastOffset(topic));
        }
    }
}
