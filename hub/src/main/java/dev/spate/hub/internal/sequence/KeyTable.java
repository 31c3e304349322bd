package dev.spate.hub.internal.sequence;

import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Keys in the order they came, found by what they are; only the oldest can go. Both parts are of primitives: a full
/// table takes 46 to 52 bytes a key, whichever number of keys that is.
///
/// ```text
/// slots    chunks of 1024, made as they are needed and let go when empty; a slot is
///          key (16 bytes), digest (8), offset (8), time (8)
/// buckets  open addressing, a third to two thirds full: the number of a slot, 4 bytes; 0 if free
/// ```
///
/// Where a key belongs among the buckets depends on two random numbers, so nobody can choose keys that meet.
///
/// Owner: the sequencer thread.
final class KeyTable {
    /// The most keys: a bucket has 30 bits for the number of a slot.
    static final int MAX_KEYS = 1 << 29;
    /// What [#find(ScopedKey)] says of a key that is not there.
    static final long ABSENT = -1;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK_SLOTS = 1 << CHUNK_BITS;
    private static final int FIELDS = 5;
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int DIGEST = 2;
    private static final int OFFSET = 3;
    private static final int TIME = 4;
    private static final long SLOT_MASK = (1L << 30) - 1;
    private static final int FEWEST_BUCKETS = 64;

    private final long highFactor;
    private final long lowFactor;
    private long[] @Nullable [] chunks = new long[1][];
    /// The oldest slot and the one after the newest, counted from the beginning.
    private long first;
    private long next;
    private int[] buckets = new int[FEWEST_BUCKETS];

    /// @param random decides where keys belong
    KeyTable(RandomGenerator random) {
        // Odd, so that no bit of a key is lost.
        this.highFactor = random.nextLong() | 1;
        this.lowFactor = random.nextLong() | 1;
    }

    int size() {
        return (int) (next - first);
    }

    /// @return the slot of a key, or [#ABSENT]
    long find(ScopedKey key) {
        return slotIn(bucketOf(key.high(), key.low()));
    }

    long digest(long slot) {
        return get(slot, DIGEST);
    }

    long offset(long slot) {
        return get(slot, OFFSET);
    }

    /// @return when the oldest key came; there must be one
    long oldestTime() {
        return get(first, TIME);
    }

    /// @return when the newest key came; there must be one
    long newestTime() {
        return get(next - 1, TIME);
    }

    /// Adds a key that is not there, as the newest.
    void add(ScopedKey key, IdempotencyWindow.First what, long time) {
        growIfFull();
        int bucket = bucketOf(key.high(), key.low());
        assert buckets[bucket] == 0 : "a key that is there";
        long slot = next++;
        long[] chunk = chunkForAdding(slot);
        int at = at(slot);
        chunk[at + HIGH] = key.high();
        chunk[at + LOW] = key.low();
        chunk[at + DIGEST] = what.digest();
        chunk[at + OFFSET] = what.offset();
        chunk[at + TIME] = time;
        buckets[bucket] = numberOf(slot);
    }

    /// Removes the oldest key; there must be one.
    void removeOldest() {
        free(bucketOf(get(first, HIGH), get(first, LOW)));
        long gone = first++;
        boolean isLastOfItsChunk = (first & (CHUNK_SLOTS - 1)) == 0;
        if (isLastOfItsChunk) {
            chunks[chunkIndex(gone)] = null;
        }
    }

    /// @return what the parts take, object headers left out
    long heldBytes() {
        long bytes = (long) buckets.length * Integer.BYTES + (long) chunks.length * Long.BYTES;
        for (long[] chunk : chunks) {
            bytes += chunk == null ? 0 : (long) chunk.length * Long.BYTES;
        }
        return bytes;
    }

    /// The bucket of a key, or the free one where it belongs.
    private int bucketOf(long high, long low) {
        int bucket = home(high, low);
        long slot = slotIn(bucket);
        while (slot != ABSENT && (get(slot, HIGH) != high || get(slot, LOW) != low)) {
            bucket = after(bucket);
            slot = slotIn(bucket);
        }
        return bucket;
    }

    /// Moves those up that an emptied bucket would cut off from where they belong.
    private void free(int bucket) {
        int hole = bucket;
        int mask = buckets.length - 1;
        for (int at = after(hole); buckets[at] != 0; at = after(at)) {
            long slot = slotIn(at);
            int home = home(get(slot, HIGH), get(slot, LOW));
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                buckets[hole] = buckets[at];
                hole = at;
            }
        }
        buckets[hole] = 0;
    }

    private void growIfFull() {
        if (3L * size() < 2L * buckets.length) {
            return;
        }
        buckets = new int[2 * buckets.length];
        for (long slot = first; slot < next; slot++) {
            buckets[bucketOf(get(slot, HIGH), get(slot, LOW))] = numberOf(slot);
        }
    }

    private long[] chunkForAdding(long slot) {
        long used = (slot >>> CHUNK_BITS) - (first >>> CHUNK_BITS);
        if (used == chunks.length) {
            spreadChunks();
        }
        int index = chunkIndex(slot);
        long[] chunk = chunks[index];
        if (chunk == null) {
            chunk = new long[CHUNK_SLOTS * FIELDS];
            chunks[index] = chunk;
        }
        return chunk;
    }

    private void spreadChunks() {
        long[] @Nullable [] before = chunks;
        chunks = new long[2 * before.length][];
        long firstChunk = first >>> CHUNK_BITS;
        for (long chunk = firstChunk; chunk < firstChunk + before.length; chunk++) {
            chunks[(int) (chunk & (chunks.length - 1))] = before[(int) (chunk & (before.length - 1))];
        }
    }

    private long get(long slot, int field) {
        return Objects.requireNonNull(chunks[chunkIndex(slot)])[at(slot) + field];
    }

    private int chunkIndex(long slot) {
        return (int) ((slot >>> CHUNK_BITS) & (chunks.length - 1));
    }

    private static int at(long slot) {
        return (int) (slot & (CHUNK_SLOTS - 1)) * FIELDS;
    }

    private int home(long high, long low) {
        return (int) ((high * highFactor + low * lowFactor) >>> (Long.SIZE - bits(buckets.length)));
    }

    private int after(int bucket) {
        return (bucket + 1) & (buckets.length - 1);
    }

    private static int bits(int powerOfTwo) {
        return Integer.numberOfTrailingZeros(powerOfTwo);
    }

    private static int numberOf(long slot) {
        return (int) (slot & SLOT_MASK) + 1;
    }

    private long slotIn(int bucket) {
        int number = buckets[bucket];
        return number == 0 ? ABSENT : first + ((number - 1 - first) & SLOT_MASK);
    }
}
