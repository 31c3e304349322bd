package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.Entry;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/// The index of the segment that is being written, in memory. What it costs is told at [IndexColumns]; an owner
/// begins a new segment when it [#isFull()].
///
/// Thread-safe: one thread adds, any may read. Each takes the lock for one entry or one answer, and nothing is
/// called or read from a disk with the lock held. The longest are the growing of a table (some 20 ms at a million
/// topics, keys or ids) and the beginning of a list of topics (some 50 ns a topic). A cursor on postings takes no
/// lock once it is made.
final class OpenIndex implements SegmentIndex {
    /// Where an owner should begin a new segment; reached only by more than a million entries that each have a topic,
    /// a key or an id of their own.
    static final long MAX_HEAP_BYTES = 64L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final IndexColumns columns;
    private boolean isSealed;

    /// @param firstOffset the offset of the first entry that will be added
    /// @param hash by which topics, keys and ids are looked up
    OpenIndex(long firstOffset, KeyedHash hash) {
        this.columns = new IndexColumns(firstOffset, hash);
    }

    /// Adds the next entry. What is added can be found at once, and the entry it replaces as the newest of its key
    /// no longer: so an entry is added when it may be read.
    ///
    /// That an id was first used in an older segment is handed on from index to index, and so outlives that
    /// segment. The bytes of the entry do not tell it: an owner keeps it with the entry's record, to be able to
    /// build an index anew when the older segment has gone.
    ///
    /// @param place where in the segment its record begins
    /// @param entry the entry; its data is not looked at, and may be left out
    /// @param dataBytes how many bytes its data has
    /// @param olderUse the first use of its id as the indexes of older segments know it;
    ///     [SegmentIndex#NONE] if they do not know the id
    /// @throws IllegalArgumentException if it is not the next offset, or lies beyond 4 GiB
    /// @throws IllegalStateException if the index has been sealed
    void add(long place, Entry entry, int dataBytes, long olderUse) {
        lock.lock();
        try {
            if (isSealed) {
                throw new IllegalStateException("index: sealed (expected: an open one)");
            }
            columns.add(place, entry, dataBytes, olderUse);
        } finally {
            lock.unlock();
        }
    }

    /// Lets nobody add any more.
    ///
    /// @return what there is, for whoever writes it to a file; it may be read without the lock from now on
    IndexColumns seal() {
        lock.lock();
        try {
            isSealed = true;
            return columns;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long heapBytes() {
        lock.lock();
        try {
            return columns.heapBytes();
        } finally {
            lock.unlock();
        }
    }

    /// @return whether the next entry should go to a new segment
    boolean isFull() {
        return heapBytes() >= MAX_HEAP_BYTES;
    }

    @Override
    public int count() {
        lock.lock();
        try {
            return columns.count();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long firstOffset() {
        return columns.firstOffset();
    }

    @Override
    public SegmentTotals totals() {
        lock.lock();
        try {
            return columns.totals();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long place(int ordinal) {
        lock.lock();
        try {
            return columns.place(require(ordinal));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public PostingCursor postings(long topicHash) {
        lock.lock();
        try {
            var topics = columns.topics();
            int number = topics.find(topicHash);
            if (number == NONE) {
                return new PostingCursor(index -> NONE, 0);
            }
            var posting = topics.posting(number);
            return new PostingCursor(index -> posting[index], topics.count(number));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isNewestOfKey(int ordinal) throws IOException {
        lock.lock();
        try {
            return Bits.isSet(columns.newest().words()::get, require(ordinal));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int nextNewestOfKey(int from) throws IOException {
        lock.lock();
        try {
            return Bits.next(columns.newest().words()::get, from, columns.count());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean mayHaveKey(long keyHash) {
        return hasKey(keyHash);
    }

    @Override
    public boolean hasKey(long keyHash) {
        lock.lock();
        try {
            return columns.keys().find(keyHash) != NONE;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean mayHaveId(long idHash) {
        return firstUse(idHash) != NONE;
    }

    @Override
    public long firstUse(long idHash) {
        lock.lock();
        try {
            int number = columns.ids().find(idHash);
            return number == NONE ? NONE : columns.firstUse(number);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int nextIdempotent(int from) throws IOException {
        lock.lock();
        try {
            return Bits.next(columns.idempotent().words()::get, from, columns.count());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long timeMillis(int ordinal) throws IOException {
        lock.lock();
        try {
            return Times.at(columns.times(), require(ordinal));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int firstAtOrAfter(long millis) throws IOException {
        lock.lock();
        try {
            return Times.firstAtOrAfter(columns.times(), millis, columns.count());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public TopicCursor topics(String after) {
        lock.lock();
        try {
            return new Cursor(new TopicHeap(columns.topics(), after));
        } finally {
            lock.unlock();
        }
    }

    /// The receiver is called without the lock.
    @Override
    public void lastOffsets(TopicOffsets receiver) {
        int size = totals().topics();
        for (int number = 0; number < size; number++) {
            tell(receiver, number);
        }
    }

    private void tell(TopicOffsets receiver, int number) {
        long hash;
        long offset;
        lock.lock();
        try {
            hash = columns.topics().hash(number);
            offset = columns.firstOffset() + columns.topics().last(number);
        } finally {
            lock.unlock();
        }
        receiver.add(hash, offset);
    }

    /// Does nothing: there is no file.
    @Override
    public void close() {}

    private int require(int ordinal) {
        return Objects.checkIndex(ordinal, columns.count());
    }

    /// Owner: the thread that asked for it; the heap is touched with the lock held, since it looks at names.
    private final class Cursor implements TopicCursor {
        private final TopicHeap heap;

        Cursor(TopicHeap heap) {
            this.heap = heap;
        }

        @Override
        public boolean hasNext() {
            return heap.size() > 0;
        }

        @Override
        public TopicUse next() {
            if (!hasNext()) {
                throw new NoSuchElementException("topics: none left");
            }
            lock.lock();
            try {
                int number = heap.removeFirst();
                var topics = columns.topics();
                return new TopicUse(
                        topics.name(number), topics.count(number), columns.firstOffset() + topics.last(number));
            } finally {
                lock.unlock();
            }
        }
    }
}
