package dev.spate.hub.internal.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where the bytes of the retained entries lie, at consecutive offsets, with the time of each, its topics, a mark on
/// those that are the newest of their key, and another on those that have a key or an id at all. Kept in chunks, so
/// that it grows and shrinks without moving entries.
///
/// Owner: whoever holds the log's lock.
final class EntryRing {
    static final int CHUNK = 512;
    private static final int MIN_CAPACITY = 4;
    private static final byte[] NOTHING = {};
    private static final Posting[] NO_TOPICS = {};

    // The chunk of a number stands at the number's place, as in a ring.
    private @Nullable Chunk[] chunks = new Chunk[MIN_CAPACITY];
    private final Slabs slabs;
    private long nextChunk;
    private long first = 1;
    private long next = 1;

    private static final class Chunk {
        private final byte[][] arrays = new byte[CHUNK][];
        private final int[] starts = new int[CHUNK];
        private final int[] lengths = new int[CHUNK];
        private final long[] times = new long[CHUNK];
        private final Posting[][] topics = new Posting[CHUNK][];
        private final long[] marks = new long[CHUNK / Long.SIZE];
        private final long[] named = new long[CHUNK / Long.SIZE];
        private int markCount;
        private long leastTime = Long.MAX_VALUE;
        private long greatestTime = Long.MIN_VALUE;

        Chunk() {
            Arrays.fill(arrays, NOTHING);
            Arrays.fill(topics, NO_TOPICS);
        }
    }

    /// @param slabBytes how large the arrays are that entries are packed into
    EntryRing(int slabBytes) {
        this.slabs = new Slabs(slabBytes);
    }

    /// The offset of the oldest entry; [#next()] if there is none.
    long first() {
        return first;
    }

    /// The offset that the next entry will have.
    long next() {
        return next;
    }

    boolean isEmpty() {
        return first == next;
    }

    /// The bytes of an entry, which may be read without the lock.
    ByteBuffer get(long offset) {
        var chunk = chunk(offset);
        int index = index(offset);
        return ByteBuffer.wrap(chunk.arrays[index], chunk.starts[index], chunk.lengths[index]);
    }

    int bytes(long offset) {
        return chunk(offset).lengths[index(offset)];
    }

    Posting[] topics(long offset) {
        return chunk(offset).topics[index(offset)];
    }

    long timeMillis(long offset) {
        return chunk(offset).times[index(offset)];
    }

    /// @param entry nobody writes to it any more
    /// @param topics nobody writes to them
    long add(byte[] entry, long timeMillis, Posting[] topics) {
        long offset = next;
        if (offset / CHUNK == nextChunk) {
            addChunk();
        }
        var chunk = chunk(offset);
        int index = index(offset);
        slabs.put(entry);
        chunk.arrays[index] = slabs.array();
        chunk.starts[index] = slabs.from();
        chunk.lengths[index] = entry.length;
        chunk.times[index] = timeMillis;
        chunk.topics[index] = topics;
        chunk.leastTime = Math.min(chunk.leastTime, timeMillis);
        chunk.greatestTime = Math.max(chunk.greatestTime, timeMillis);
        next++;
        return offset;
    }

    void removeFirst() {
        assert !isEmpty() : first;
        unmark(first);
        var chunk = chunk(first);
        chunk.arrays[index(first)] = NOTHING;
        chunk.topics[index(first)] = NO_TOPICS;
        long removed = first++;
        if (index(first) == 0) {
            chunks[place(removed / CHUNK)] = null;
        }
    }

    /// Notes that an entry has a key or an id.
    void noteNamed(long offset) {
        chunk(offset).named[index(offset) / Long.SIZE] |= 1L << offset;
    }

    boolean isNamed(long offset) {
        return (chunk(offset).named[index(offset) / Long.SIZE] & (1L << offset)) != 0;
    }

    /// Marks an entry as the newest of its key.
    void mark(long offset) {
        var chunk = chunk(offset);
        assert !isMarked(offset) : offset;
        chunk.marks[index(offset) / Long.SIZE] |= 1L << offset;
        chunk.markCount++;
    }

    void unmark(long offset) {
        if (isMarked(offset)) {
            var chunk = chunk(offset);
            chunk.marks[index(offset) / Long.SIZE] &= ~(1L << offset);
            chunk.markCount--;
        }
    }

    boolean isMarked(long offset) {
        return (chunk(offset).marks[index(offset) / Long.SIZE] & (1L << offset)) != 0;
    }

    /// The first marked entry of a range, both ends included; -1 if there is none.
    long nextMarked(long from, long to) {
        long end = Math.min(to, next - 1);
        long offset = Math.max(from, first);
        while (offset <= end) {
            var chunk = chunk(offset);
            long word = chunk.marks[index(offset) / Long.SIZE] >>> offset;
            if (chunk.markCount == 0) {
                offset = (offset / CHUNK + 1) * CHUNK;
            } else if (word == 0) {
                offset = (offset / Long.SIZE + 1) * Long.SIZE;
            } else {
                long found = offset + Long.numberOfTrailingZeros(word);
                return found <= end ? found : -1;
            }
        }
        return -1;
    }

    /// The offset of the newest entry that is older than a time; -1 if there is none. Wall clocks go back, so older
    /// ones may stand behind younger ones.
    long lastBefore(long timeMillis) {
        for (long number = (next - 1) / CHUNK; !isEmpty() && number >= first / CHUNK; number--) {
            if (chunk(number * CHUNK).leastTime < timeMillis) {
                long found = lastBefore(timeMillis, number);
                if (found >= 0) {
                    return found;
                }
            }
        }
        return -1;
    }

    private long lastBefore(long timeMillis, long number) {
        long low = Math.max(first, number * CHUNK);
        for (long offset = Math.min(next - 1, number * CHUNK + CHUNK - 1); offset >= low; offset--) {
            if (timeMillis(offset) < timeMillis) {
                return offset;
            }
        }
        return -1;
    }

    /// The offset of the oldest entry of a time or a later one; [#next()] if there is none.
    long firstSince(long timeMillis) {
        long offset = first;
        while (offset < next) {
            if (chunk(offset).greatestTime < timeMillis) {
                offset = (offset / CHUNK + 1) * CHUNK;
            } else if (timeMillis(offset) < timeMillis) {
                offset++;
            } else {
                return offset;
            }
        }
        return next;
    }

    private void addChunk() {
        long firstChunk = first / CHUNK;
        if (nextChunk - firstChunk == chunks.length) {
            @Nullable Chunk[] larger = new Chunk[2 * chunks.length];
            for (long number = firstChunk; number < nextChunk; number++) {
                larger[(int) number & (larger.length - 1)] = chunks[place(number)];
            }
            chunks = larger;
        }
        chunks[place(nextChunk++)] = new Chunk();
    }

    private Chunk chunk(long offset) {
        return Objects.requireNonNull(chunks[place(offset / CHUNK)]);
    }

    private int place(long number) {
        return (int) number & (chunks.length - 1);
    }

    private static int index(long offset) {
        return (int) offset & (CHUNK - 1);
    }
}
