package dev.spate.hub.internal.log;

/// Packs entries one behind the other into larger arrays: a collector that moves what lives has little to do with few
/// large arrays, and much with an array for each entry. Bytes that are there are never written to again, so whoever
/// has learnt where an entry lies may read it without the lock. An array goes with the last of its entries.
///
/// Owner: whoever holds the log's lock.
final class Slabs {
    /// Entries of more than this part of an array get one of their own.
    private static final int LARGE_PART = 8;

    private final int slabBytes;
    private byte[] open = {};
    private int size;
    private byte[] array = {};
    private int from;

    /// @param slabBytes how large the arrays are
    Slabs(int slabBytes) {
        this.slabBytes = slabBytes;
    }

    /// Puts an entry in; [#array()] and [#from()] tell where it lies.
    ///
    /// @param entry nobody writes to it any more
    void put(byte[] entry) {
        if (entry.length > slabBytes / LARGE_PART) {
            array = entry;
            from = 0;
            return;
        }
        if (entry.length > open.length - size) {
            open = new byte[slabBytes];
            size = 0;
        }
        System.arraycopy(entry, 0, open, size, entry.length);
        array = open;
        from = size;
        size += entry.length;
    }

    byte[] array() {
        return array;
    }

    int from() {
        return from;
    }
}
