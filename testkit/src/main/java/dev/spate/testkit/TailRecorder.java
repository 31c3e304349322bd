package dev.spate.testkit;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.TailListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Keeps what comes out of a log's tail, and refuses what may not: an empty batch, an entry out of order, a call
/// while another is under way.
///
/// Thread-safe: every method takes the object's lock.
public final class TailRecorder implements TailListener {
    private static final long WAIT_SECONDS = 60;

    private final List<Entry> entries = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private boolean isTaking;

    /// A recorder that has taken nothing.
    public TailRecorder() {}

    @Override
    public void onEntries(List<Entry> batch) {
        begin(batch);
        // Gives whoever else may call the time to do so.
        LockSupport.parkNanos(1);
        end(batch);
    }

    private synchronized void begin(List<Entry> batch) {
        check(!isTaking, "called while another call is under way");
        check(!batch.isEmpty(), "called without entries");
        isTaking = true;
    }

    private synchronized void end(List<Entry> batch) {
        for (var entry : batch) {
            check(entries.isEmpty() || entries.getLast().offset() < entry.offset(), "out of order at " + entry);
            entries.add(entry);
        }
        isTaking = false;
        notifyAll();
    }

    private void check(boolean isTrue, String fault) {
        if (!isTrue) {
            faults.add(fault);
        }
    }

    /// @return what has come, in order
    /// @throws AssertionError if something came as it may not
    public synchronized List<Entry> entries() {
        if (!faults.isEmpty()) {
            throw new AssertionError("tail: " + faults + " (expected: each entry once, in order, one call at a time)");
        }
        return List.copyOf(entries);
    }

    /// Waits until an offset has come.
    ///
    /// @param offset of an entry that was appended
    /// @throws AssertionError if it does not come, or something came as it may not
    public synchronized void awaitOffset(long offset) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (entries.isEmpty() || entries.getLast().offset() < offset) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("tail: offset " + offset + " did not come (expected: every entry)");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        entries();
    }
}
