package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Writes the indexes of full segments to files, one after the other, on the log's reading threads. Until then they
/// answer from memory. What fails is tried again.
///
/// Owner: the log's writer, on which it is told what has been written.
final class Sealer {
    private final LogStore store;
    private final Executor readers;
    private final Executor writer;
    private final Segments segments;
    private final LongAdder failures;
    private final Set<Segment> waiting = new HashSet<>();
    private final Deque<Segment> queue = new ArrayDeque<>();
    private boolean isBusy;

    /// @param readers writes the files
    /// @param writer runs tasks on the log's writer
    /// @param failures counts what could not be written
    Sealer(LogStore store, Segments segments, Executor readers, Executor writer, LongAdder failures) {
        this.store = store;
        this.segments = segments;
        this.readers = readers;
        this.writer = writer;
        this.failures = failures;
    }

    /// Sees to it that every segment that is not written to any more gets the file of its index.
    void sealAll() {
        for (var segment : segments.closed()) {
            if (!segment.isSealed() && waiting.add(segment)) {
                queue.add(segment);
            }
        }
        next();
    }

    /// How many segments answer from memory though they are full.
    int waiting() {
        return waiting.size();
    }

    private void next() {
        if (isBusy || queue.isEmpty()) {
            return;
        }
        isBusy = true;
        var segment = queue.remove();
        try {
            readers.execute(() -> seal(segment));
        } catch (RejectedExecutionException e) {
            // The log is being closed: the next start builds the index.
            waiting.remove(segment);
        }
    }

    /// Runs on a reading thread.
    private void seal(Segment segment) {
        var sealed = sealed(segment);
        try {
            writer.execute(() -> end(segment, sealed));
        } catch (RejectedExecutionException e) {
            // The log has been closed; the file is there for the next start.
            close(sealed);
        }
    }

    private void close(@Nullable Sealed sealed) {
        try {
            if (sealed != null) {
                sealed.index().close();
            }
        } catch (IOException e) {
            failures.increment();
        }
    }

    private @Nullable Sealed sealed(Segment segment) {
        if (!segment.acquire()) {
            return null;
        }
        try {
            return segment.index() instanceof OpenIndex open ? write(store, open, segment.end()) : null;
        } catch (IOException e) {
            failures.increment();
            return null;
        } finally {
            release(segment);
        }
    }

    private void end(Segment segment, @Nullable Sealed sealed) {
        isBusy = false;
        waiting.remove(segment);
        if (sealed != null) {
            try {
                segments.sealed(segment, sealed.index(), sealed.bytes());
            } catch (IOException e) {
                failures.increment();
            }
        }
        next();
    }

    private void release(Segment segment) {
        try {
            segment.release();
        } catch (IOException e) {
            failures.increment();
        }
    }

    /// Writes the file of an index.
    ///
    /// @param segmentBytes how long the segment is
    static Sealed write(LogStore store, OpenIndex index, long segmentBytes) throws IOException {
        var name = LogStore.indexName(index.firstOffset());
        SealedIndex.write(store.disk(), name, index, segmentBytes);
        long bytes = store.bytes(name);
        return new Sealed(SealedIndex.open(store.disk(), name, store.hash()), bytes);
    }

    /// An index that was written. Thread-safe: immutable.
    ///
    /// @param index open
    /// @param bytes of its file
    record Sealed(SealedIndex index, long bytes) {}
}
