package dev.spate.hub.internal.delivery;

import dev.spate.hub.Ticker;
import dev.spate.hub.spi.Entry;
import dev.spate.wire.EventEncoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The newest entries of the log, encoded, in memory: what live delivery and short catch-up are served from.
///
/// What the log has forgotten is not given to those who catch up. Those who are live get it all the same: it was
/// published while they were there. So the newest bytes are kept whatever the log forgets, as many as pacing lets
/// the slowest loop be behind.
///
/// ```
/// View ─ chunks ─┬─ Chunk (full) ── entries 0 … 255
///                ├─ Chunk (full) ── entries 0 … 255
///                └─ Chunk (open) ── entries 0 … count-1
/// ```
///
/// Owner: the tail thread writes; any thread reads, without a lock. Two edges order them. A reader that sees a
/// chunk's `count` (volatile, written by the tail after the entries) sees the entries below it; one that sees a
/// `view` (volatile, written by the tail after its chunks, none of which is empty) sees its chunks. Entries and
/// full chunks never change.
public final class Window {
    private static final int CHUNK_ENTRIES = 256;
    /// A chunk is closed when it holds this part of the window's bytes, so that eviction stays fine-grained.
    private static final int MIN_CHUNKS = 16;

    private final long maxBytes;
    private final long liveBytes;
    private final Ticker ticker;
    private final long originNanos;
    private final EventEncoder encoder = new EventEncoder();
    private volatile View view;
    private final AtomicLong floor;
    private volatile long head;
    private volatile long bytesTaken;
    /// How many entries were taken in before those in the chunks. Read and written by the tail thread.
    private long entriesBefore;

    /// What can be seen at one moment: every entry beyond `after` is in one of the chunks, which ascend. The array
    /// is replaced, never written to.
    private static final class View {
        final long after;
        final Chunk[] chunks;

        View(long after, Chunk[] chunks) {
            this.after = after;
            this.chunks = chunks;
        }
    }

    private static final class Chunk {
        /// How many entries were taken in before those of this chunk.
        final long before;
        final WindowEntry[] entries = new WindowEntry[CHUNK_ENTRIES];
        volatile int count;

        Chunk(long before) {
            this.before = before;
        }

        void add(WindowEntry entry) {
            int index = count;
            entries[index] = entry;
            count = index + 1;
        }

        boolean hasRoom() {
            return count < CHUNK_ENTRIES;
        }

        long lastOffset() {
            return entries[count - 1].offset();
        }

        long after() {
            return before + count;
        }

        long startBytes() {
            return entries[0].startBytes();
        }

        long endBytes() {
            return entries[count - 1].endBytes();
        }
    }

    /// @param after the offset after which everything will be appended
    /// @param maxBytes what the entries may take together
    /// @param liveBytes how much of the newest is kept for those who are live, though the log may have forgotten it
    /// @param ticker says when entries were taken in
    public Window(long after, long maxBytes, long liveBytes, Ticker ticker) {
        this.ticker = ticker;
        this.originNanos = ticker.nanos();
        this.maxBytes = maxBytes;
        this.liveBytes = liveBytes;
        this.head = after;
        this.floor = new AtomicLong(after);
        this.view = new View(after, new Chunk[0]);
    }

    /// Takes the next entries of the log's tail. Called by the tail thread.
    public void append(List<Entry> entries) {
        long newest = head;
        long bytes = bytesTaken;
        int second = second();
        for (var entry : entries) {
            assert entry.offset() > newest : entry.offset() + " after " + newest;
            var taken = WindowEntry.of(entry, encoder, bytes, second);
            add(taken);
            bytes = taken.endBytes();
            newest = taken.offset();
        }
        bytesTaken = bytes;
        head = newest;
        evict();
    }

    /// Gives those who catch up nothing up to an offset any more; the memory goes with later appends. May be called
    /// by any thread.
    ///
    /// @param after entries up to this offset are gone from the log
    public void forgetUpTo(long after) {
        floor.accumulateAndGet(after, Math::max);
    }

    /// @return the offset of the newest entry taken
    public long head() {
        return head;
    }

    /// @return how many bytes were ever taken, for telling how far somebody is behind
    long bytesTaken() {
        return bytesTaken;
    }

    /// @return bytes that the entries take now
    public long bytes() {
        var now = view;
        return now.chunks.length == 0 ? 0 : bytesTaken - now.chunks[0].startBytes();
    }

    /// @return how many entries are held now
    public long entries() {
        long count = 0;
        for (var chunk : view.chunks) {
            count += chunk.count;
        }
        return count;
    }

    /// @return whether everything after this offset is here
    boolean covers(long offset) {
        return offset >= Math.max(view.after, floor.get());
    }

    /// Begins to read after an offset.
    ///
    /// @return a reader, or null if something after this offset is not here any more
    @Nullable
    Reader after(long offset) {
        var now = view;
        return offset < Math.max(now.after, floor.get()) ? null : new Reader(now, offset);
    }

    /// Begins to read what is new for those who are live, also what the log has forgotten since.
    ///
    /// @return a reader, or null if something after this offset is not here any more
    @Nullable
    Reader afterLive(long offset) {
        var now = view;
        return offset < now.after ? null : new Reader(now, offset);
    }

    /// How far somebody is behind.
    ///
    /// @param cursor the offset up to which it has everything
    Lag lagAt(long cursor) {
        var now = view;
        long newest = head;
        if (cursor >= newest || now.chunks.length == 0) {
            return new Lag(Math.max(0, newest - cursor), 0, 0, cursor >= newest);
        }
        if (cursor < Math.max(now.after, floor.get())) {
            return lagBefore(now.chunks, newest - cursor);
        }
        var reader = new Reader(now, cursor);
        long rank = reader.rank();
        var next = reader.next();
        return next == null
                ? Lag.NONE
                : new Lag(
                        now.chunks[now.chunks.length - 1].after() - rank,
                        bytesTaken - next.startBytes(),
                        second() - next.second(),
                        true);
    }

    /// What is not here any more is reckoned with as if it were like what is here, and as old as the oldest of it.
    private Lag lagBefore(Chunk[] chunks, long entries) {
        var oldest = chunks[0];
        double average =
                (double) (bytesTaken - oldest.startBytes()) / (chunks[chunks.length - 1].after() - oldest.before);
        return new Lag(entries, (long) (entries * average), second() - oldest.entries[0].second(), false);
    }

    /// @return the second of its life
    private int second() {
        return (int) Duration.ofNanos(ticker.nanos() - originNanos).toSeconds();
    }

    private void add(WindowEntry entry) {
        var chunks = view.chunks;
        var last = chunks.length == 0 ? null : chunks[chunks.length - 1];
        if (last != null && last.hasRoom() && entry.startBytes() - last.startBytes() < maxBytes / MIN_CHUNKS) {
            last.add(entry);
        } else {
            openChunk(entry);
        }
    }

    /// The chunk can be seen only once its first entry is in it: readers look at the first and the last of a chunk.
    private void openChunk(WindowEntry first) {
        var chunks = view.chunks;
        var longer = Arrays.copyOf(chunks, chunks.length + 1);
        var opened = new Chunk(chunks.length == 0 ? entriesBefore : chunks[chunks.length - 1].after());
        opened.add(first);
        longer[chunks.length] = opened;
        view = new View(view.after, longer);
    }

    private void evict() {
        var chunks = view.chunks;
        int keepFrom = 0;
        while (keepFrom < chunks.length && isEvictable(chunks[keepFrom], keepFrom == chunks.length - 1)) {
            keepFrom++;
        }
        if (keepFrom > 0) {
            entriesBefore = chunks[keepFrom - 1].after();
            view = new View(chunks[keepFrom - 1].lastOffset(), Arrays.copyOfRange(chunks, keepFrom, chunks.length));
        }
    }

    private boolean isEvictable(Chunk chunk, boolean isLast) {
        boolean isForgotten = chunk.lastOffset() <= floor.get() && bytesTaken - chunk.endBytes() > liveBytes;
        return isForgotten || (!isLast && bytesTaken - chunk.startBytes() > maxBytes);
    }

    /// Walks the entries after an offset, those appended meanwhile included.
    ///
    /// Owner: the thread that made it.
    static final class Reader {
        private final Chunk[] chunks;
        private int chunkIndex;
        private int entryIndex;

        private Reader(View view, long after) {
            this.chunks = view.chunks;
            seek(after);
        }

        /// @return how many entries were taken in before the next one; beyond the last, as if there were one
        long rank() {
            return chunkIndex == chunks.length ? Long.MAX_VALUE : chunks[chunkIndex].before + entryIndex;
        }

        /// @return the next entry, or null at the end of what could be seen when the reader was made
        @Nullable
        WindowEntry next() {
            while (chunkIndex < chunks.length) {
                var chunk = chunks[chunkIndex];
                if (entryIndex < chunk.count) {
                    return chunk.entries[entryIndex++];
                }
                if (chunkIndex == chunks.length - 1) {
                    return null;
                }
                chunkIndex++;
                entryIndex = 0;
            }
            return null;
        }

        private void seek(long after) {
            int low = 0;
            int high = chunks.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                var chunk = chunks[middle];
                if (chunk.lastOffset() > after) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            chunkIndex = low;
            entryIndex = low == chunks.length ? 0 : seekIn(chunks[low], after);
        }

        private static int seekIn(Chunk chunk, long after) {
            int low = 0;
            int high = chunk.count;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (chunk.entries[middle].offset() > after) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
