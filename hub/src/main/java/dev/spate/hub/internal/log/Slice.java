package dev.spate.hub.internal.log;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;

/// A bounded run of encoded entries, picked out while the log's lock was held, to be decoded and filtered without
/// it.
///
/// Owner: the thread that made it.
final class Slice {
    /// The most entries that one slice holds: the work that one call does.
    static final int MAX_ENTRIES = 512;
    /// The bytes at which a slice ends, whatever it holds.
    static final long MAX_BYTES = 1 << 20;

    /// The most entries that are looked at in vain.
    static final int MAX_SKIPPED = 8_192;

    private static final int INITIAL_ENTRIES = 16;

    private long[] offsets = new long[INITIAL_ENTRIES];
    private ByteBuffer[] entries = new ByteBuffer[INITIAL_ENTRIES];
    private boolean[] areNewest = new boolean[INITIAL_ENTRIES];
    private boolean isConflated;
    private int size;
    private long bytes;
    private int skipped;
    private long end;
    private boolean isLast;
    private Missing missing = Missing.NOTHING;

    boolean hasRoom() {
        return size < MAX_ENTRIES && bytes < MAX_BYTES && skipped < MAX_SKIPPED;
    }

    /// @param isNewest whether it has a key, and is the newest of it
    void add(long offset, ByteBuffer entry, boolean isNewest) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * size);
            entries = Arrays.copyOf(entries, 2 * size);
            areNewest = Arrays.copyOf(areNewest, 2 * size);
        }
        offsets[size] = offset;
        entries[size] = entry;
        areNewest[size] = isNewest;
        bytes += entry.remaining();
        size++;
        end = offset;
    }

    /// Notes that an entry was looked at in vain.
    void skip(long offset) {
        skipped++;
        end = offset;
    }

    /// Says that nothing else was left to pick.
    ///
    /// @param upTo everything up to this offset has been looked at
    void endsAt(long upTo) {
        end = upTo;
        isLast = true;
    }

    void misses(Missing what) {
        missing = what;
    }

    /// From now on, entries that newer ones of their key have replaced are left out of the page.
    void conflate() {
        isConflated = true;
    }

    /// Whether nothing else was left to pick.
    boolean isLast() {
        return isLast;
    }

    /// The offset up to which everything has been looked at.
    long end() {
        return end;
    }

    /// How many entries have been picked.
    int size() {
        return size;
    }

    long offset(int index) {
        return offsets[index];
    }

    Entry entry(int index, EpochHistory epochs) {
        return EntryCodec.decode(epochs.at(offsets[index]), entries[index]);
    }

    /// The entries that are wanted, as far as the page may hold them.
    Page page(EpochHistory epochs, EntryFilter filter, int maxEntries, long maxBytes) {
        var wanted = new ArrayList<Entry>();
        long taken = 0;
        long superseded = 0;
        for (int index = 0; index < size; index++) {
            var entry = entry(index, epochs);
            if (!filter.accepts(entry)) {
                continue;
            }
            if (isConflated && !areNewest[index] && !entry.publication().key().isEmpty()) {
                superseded++;
                continue;
            }
            wanted.add(entry);
            taken += entries[index].remaining();
            if (wanted.size() == maxEntries || taken >= maxBytes) {
                boolean isWhole = index == size - 1;
                return new Page(wanted, isWhole ? end : offsets[index], isWhole && isLast, missing, superseded);
            }
        }
        return new Page(wanted, end, isLast, missing, superseded);
    }
}
