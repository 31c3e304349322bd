package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.LogBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// The segments of a log in their order, and which of them go. What everybody sees of them is one [View], which is
/// within the retention whenever segments could be evicted.
///
/// Owner: the log's writer; any thread may ask for the view.
final class Segments {
    private final LogStore store;
    private final SegmentLimits limits;
    private final PersistentEvictions evictions;
    private final LongAdder failures;
    private List<Segment> segments = List.of();
    /// Of all but the last segment.
    private long closedEntries;
    private long closedBytes;
    private boolean isClosed;
    // Written by the log's writer once all it tells of is there, read by everybody.
    private volatile View view = View.NOTHING;

    /// @param failures counts what could not be evicted
    Segments(LogStore store, SegmentLimits limits, PersistentEvictions evictions, LongAdder failures) {
        this.store = store;
        this.limits = limits;
        this.evictions = evictions;
        this.failures = failures;
    }

    View view() {
        return view;
    }

    PersistentEvictions evictions() {
        return evictions;
    }

    /// Those that are not written to any more.
    List<Segment> closed() {
        return segments.subList(0, segments.size() - 1);
    }

    /// Begins with what a log was found to hold.
    void begin(List<Segment> found, long head) {
        segments = List.copyOf(found);
        addUp();
        publish(head);
    }

    /// Goes on with another segment, in the place of the last one if that is empty.
    void roll(Segment next, long head) {
        var longer = new ArrayList<>(segments);
        var last = longer.get(longer.size() - 1);
        boolean isReplaced = last.firstOffset() == next.firstOffset();
        if (isReplaced) {
            longer.remove(longer.size() - 1);
        }
        longer.add(next);
        segments = List.copyOf(longer);
        addUp();
        publish(head);
        if (isReplaced) {
            release(last);
        }
    }

    private void release(Segment segment) {
        try {
            segment.release();
        } catch (IOException e) {
            failures.increment();
        }
    }

    /// Notes that an index was written.
    void sealed(Segment segment, SealedIndex index, long indexBytes) throws IOException {
        if (isClosed) {
            index.close();
            return;
        }
        segment.sealed(index, indexBytes);
        addUp();
        commit(view.head());
    }

    /// Lets everybody see what has been added to the last segment, and evicts what is too much by then. What cannot
    /// be evicted stays until it is tried again.
    void commit(long head) {
        try {
            evict(excess(head), head);
        } catch (IOException e) {
            failures.increment();
            publish(head);
        }
    }

    /// Evicts what is too old, and what is too much.
    ///
    /// @throws IOException if that failed
    void maintain(long nowMillis) throws IOException {
        long head = view.head();
        try {
            evict(Math.max(excess(head), expired(nowMillis)), head);
        } catch (IOException e) {
            failures.increment();
            throw e;
        }
    }

    /// Closes the files of all segments, once nobody reads them any more.
    void close() {
        isClosed = true;
        segments.forEach(this::release);
    }

    private void publish(long head) {
        var last = segments.get(segments.size() - 1);
        long entries = closedEntries + head + 1 - last.firstOffset();
        var bounds = new LogBounds(segments.get(0).firstOffset(), head, entries, closedBytes + last.bytes());
        view = new View(segments, head, bounds);
    }

    private void addUp() {
        closedEntries = 0;
        closedBytes = 0;
        for (var segment : closed()) {
            closedEntries += segment.count();
            closedBytes += segment.bytes();
        }
    }

    /// How many of the oldest segments are too much; the last one never is.
    private int excess(long head) {
        var last = segments.get(segments.size() - 1);
        long entries = closedEntries + head + 1 - last.firstOffset();
        long bytes = closedBytes + last.bytes();
        int count = 0;
        while (count < segments.size() - 1 && (entries > limits.retainedEntries() || bytes > limits.retainedBytes())) {
            entries -= segments.get(count).count();
            bytes -= segments.get(count).bytes();
            count++;
        }
        return count;
    }

    /// How many of the oldest segments are too old: up to the last one of which all is, since clocks jump.
    private int expired(long nowMillis) {
        long oldest = limits.oldestMillis(nowMillis);
        int count = segments.size() - 1;
        while (count > 0 && segments.get(count - 1).index().totals().maxTimeMillis() >= oldest) {
            count--;
        }
        return count;
    }

    private void evict(int count, long head) throws IOException {
        if (count == 0) {
            publish(head);
            return;
        }
        var gone = segments.subList(0, count);
        note(gone);
        segments = List.copyOf(segments.subList(count, segments.size()));
        addUp();
        publish(head);
        remove(gone);
    }

    /// Before anything is removed it is on the disk that it is gone.
    private void note(List<Segment> gone) throws IOException {
        for (var segment : gone) {
            note(segment);
        }
        evictions.retainFrom(segments.get(gone.size()).firstOffset());
        evictions.write(store.disk(), LogStore.EVICTIONS);
    }

    /// Of a segment that cannot be read any more nobody knows which topics it has: they may be any.
    private void note(Segment segment) throws IOException {
        try {
            segment.ask(index -> {
                index.lastOffsets(evictions::add);
                return segment;
            });
        } catch (DamagedSegmentException e) {
            failures.increment();
            evictions.addToAll(segment.lastOffset());
        }
    }

    /// What is left behind here is removed by the next start.
    private void remove(List<Segment> gone) throws IOException {
        IOException failure = null;
        for (var segment : gone) {
            try {
                remove(segment);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void remove(Segment segment) throws IOException {
        try {
            FileBytes.deleteIfThere(store.disk(), LogStore.indexName(segment.firstOffset()));
            FileBytes.deleteIfThere(store.disk(), segment.name());
        } finally {
            segment.release();
        }
    }
}
