package dev.spate.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The publications that wait for being sent: bounded by count and bytes. Who fills it waits for room, who empties
/// it for something to send.
///
/// Thread-safe.
final class FeedBuffer {

    private final FeedLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<FeedLine> lines = new ArrayDeque<>();
    private long bytes;
    private boolean isClosed;
    private @Nullable IOException failure;

    FeedBuffer(FeedLimits limits) {
        this.limits = limits;
    }

    /// Waits for room, and adds the line.
    ///
    /// @throws PublishException if the feed has failed
    /// @throws IllegalStateException if it is closed
    void put(FeedLine line) throws PublishException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isClosed && !hasRoomFor(line)) {
                changed.await();
            }
            throwFailure();
            if (isClosed) {
                throw new IllegalStateException("send: after close (expected: before)");
            }
            lines.addLast(line);
            bytes += line.json().length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for lines, and takes as many as fit into one request.
    ///
    /// @return the lines; none if there will be no more
    List<FeedLine> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (lines.isEmpty() && !isClosed) {
                changed.await();
            }
            List<FeedLine> batch = batch();
            changed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// No more lines will come.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// No more lines can be sent: whoever fills this learns why. The first reason stays.
    void fail(IOException why) {
        lock.lock();
        try {
            failure = failure == null ? why : failure;
            isClosed = true;
            lines.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// @throws PublishException if this has failed
    void check() throws PublishException {
        lock.lock();
        try {
            throwFailure();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(FeedLine line) {
        boolean fits =
                lines.size() < limits.maxBufferedCount() && bytes + line.json().length <= limits.maxBufferedBytes();
        return fits || lines.isEmpty();
    }

    private List<FeedLine> batch() {
        List<FeedLine> batch = new ArrayList<>(Math.min(lines.size(), limits.maxBatchCount()));
        long batchBytes = 0;
        while (!lines.isEmpty() && batch.size() < limits.maxBatchCount()) {
            batchBytes += lines.getFirst().json().length;
            if (batchBytes > limits.maxBatchBytes() && !batch.isEmpty()) {
                break;
            }
            bytes -= lines.getFirst().json().length;
            batch.add(lines.removeFirst());
        }
        return batch;
    }

    private void throwFailure() throws PublishException {
        if (failure != null) {
            throw new PublishException(Failures.describe(failure), failure);
        }
    }
}
