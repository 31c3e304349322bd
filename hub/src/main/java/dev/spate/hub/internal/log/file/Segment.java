package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One file of entries and its index. Whoever reads it takes hold of it first, since it may be evicted meanwhile: its
/// files are closed once the last has let go.
///
/// Thread-safe: the log's writer replaces the index and counts the bytes; the lock guards opening and closing.
final class Segment {
    private final LogStore store;
    private final long firstOffset;
    /// The log itself holds it once, until it is evicted.
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Object lock = new Object();
    /// Guarded by the lock.
    private @Nullable DiskFile file;
    /// Files of indexes that were replaced while somebody may have been reading them. An index in memory is none of
    /// them: it goes with its last reader. Guarded by the lock.
    private final List<SegmentIndex> replaced = new ArrayList<>();
    // Written by whoever has written or rebuilt an index, read by readers: each index says the same.
    private volatile SegmentIndex index;
    // Written by the log's writer, read by whoever adds up what the log holds.
    private volatile long bytes;
    private volatile long indexBytes;

    /// @param bytes of the file that belong to the log
    Segment(LogStore store, SegmentIndex index, long bytes) {
        this.store = store;
        this.firstOffset = index.firstOffset();
        this.index = index;
        this.bytes = bytes;
    }

    /// Takes a file over that is open already.
    void opened(DiskFile open) {
        synchronized (lock) {
            file = open;
        }
    }

    long firstOffset() {
        return firstOffset;
    }

    String name() {
        return LogStore.segmentName(firstOffset);
    }

    SegmentIndex index() {
        return index;
    }

    /// How many entries it has; of the segment that is being written, how many so far.
    int count() {
        return index.count();
    }

    /// The offset of its last entry, of a segment that has entries and gets no more.
    long lastOffset() {
        return firstOffset + count() - 1;
    }

    /// How many bytes it takes on the disk.
    long bytes() {
        return bytes + indexBytes;
    }

    /// Where the entries end.
    long end() {
        return bytes;
    }

    void growTo(long end) {
        bytes = end;
    }

    /// Notes how long the file of its index is.
    void indexBytes(long fileBytes) {
        indexBytes = fileBytes;
    }

    /// Answers by a file from now on, unless the segment has gone meanwhile.
    void sealed(SealedIndex sealed, long fileBytes) throws IOException {
        if (!acquire()) {
            sealed.close();
            return;
        }
        try {
            synchronized (lock) {
                replaceIndex(sealed);
            }
            indexBytes = fileBytes;
        } finally {
            release();
        }
    }

    boolean isSealed() {
        return index instanceof SealedIndex;
    }

    /// @return whether it may be read, until [#release()]
    boolean acquire() {
        int before = holders.get();
        while (before > 0) {
            if (holders.compareAndSet(before, before + 1)) {
                return true;
            }
            before = holders.get();
        }
        return false;
    }

    void release() throws IOException {
        if (holders.decrementAndGet() == 0) {
            close();
        }
    }

    /// A reader of its records, for one who holds it.
    RecordReader reader() throws IOException {
        return new RecordReader(file(), store.codec());
    }

    /// Moves a reader to the record of an entry.
    void read(RecordReader reader, int ordinal) throws IOException {
        long place = index.place(ordinal);
        boolean isRecord = reader.read(place) == RecordReader.Found.RECORD;
        if (!isRecord || reader.head().offset() != firstOffset + ordinal) {
            throw new DamagedSegmentException(
                    name(), place, firstOffset + ordinal, "damaged (expected: the record of this entry)");
        }
    }

    /// Asks the index, which is built anew first if its file cannot be read or turns out to be damaged.
    <T> T ask(Question<T> question) throws IOException {
        try {
            return question.ask(index);
        } catch (IOException e) {
            rebuildIndex();
            return question.ask(index);
        }
    }

    /// Reads the segment for an index in memory in the place of a damaged one.
    void rebuildIndex() throws IOException {
        synchronized (lock) {
            if (!isSealed()) {
                return;
            }
            long end = firstOffset + count();
            replaceIndex(new SegmentScan(store, firstOffset, openFile()).index(end));
        }
    }

    private void replaceIndex(SegmentIndex by) {
        if (isSealed()) {
            replaced.add(index);
        }
        index = by;
    }

    private DiskFile file() throws IOException {
        synchronized (lock) {
            return openFile();
        }
    }

    private DiskFile openFile() throws IOException {
        if (file == null) {
            file = store.disk().open(name());
        }
        return file;
    }

    private void close() throws IOException {
        synchronized (lock) {
            for (var old : replaced) {
                old.close();
            }
            index.close();
            if (file != null) {
                file.close();
            }
        }
    }

    /// Something that is asked of an index.
    interface Question<T> {
        T ask(SegmentIndex index) throws IOException;
    }
}
