package dev.spate.hub.internal.log.file;

import java.util.Arrays;

/// Gives each hash a number, 0 and up, in the order in which they come; what belongs to a hash stands in columns by
/// that number. An open-addressing table of numbers, at most three quarters full. The hashes are keyed, so that
/// their lowest bits are as good a place as any.
///
/// Costs 8 bytes a hash and 5 to 11 for the table; growing the table of a million hashes takes some 20 ms.
///
/// Owner: whoever holds the index's lock.
final class HashNumbers {
    private static final int FREE = -1;
    private static final int MIN_SLOTS = 64;

    private final LongColumn hashes = new LongColumn();
    private int[] slots = newSlots(MIN_SLOTS);

    int size() {
        return hashes.size();
    }

    long hash(int number) {
        return hashes.get(number);
    }

    /// @return the number of a hash, or [SegmentIndex#NONE]
    int find(long hash) {
        return slots[slot(hash)];
    }

    /// @return the number of a hash; if it is new, `size() - 1`
    int add(long hash) {
        int slot = slot(hash);
        if (slots[slot] != FREE) {
            return slots[slot];
        }
        int number = hashes.size();
        hashes.add(hash);
        slots[slot] = number;
        if (hashes.size() > slots.length / 4 * 3) {
            grow();
        }
        return number;
    }

    /// All hashes, the least first.
    long[] sorted() {
        var all = new long[hashes.size()];
        Arrays.setAll(all, hashes::get);
        Arrays.sort(all);
        return all;
    }

    private int slot(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != FREE && hashes.get(slots[slot]) != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        slots = newSlots(2 * slots.length);
        for (int number = 0; number < hashes.size(); number++) {
            slots[slot(hashes.get(number))] = number;
        }
    }

    private static int[] newSlots(int count) {
        var slots = new int[count];
        Arrays.fill(slots, FREE);
        return slots;
    }

    long heapBytes() {
        return hashes.heapBytes() + (long) slots.length * Integer.BYTES;
    }
}
