package dev.spate.hub.internal.log.file;

import dev.spate.hub.LogCounters;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// What a log has written, and what has failed. Thread-safe: counted by anybody, read by anybody.
final class WriteCounts {
    private final LongAdder commits = new LongAdder();
    private final LongAdder entries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder failures = new LongAdder();

    void committed(List<PendingBatch> batches, long writtenBytes, long tookNanos) {
        commits.increment();
        for (var batch : batches) {
            entries.add(batch.size());
        }
        bytes.add(writtenBytes);
        nanos.add(tookNanos);
    }

    void failed() {
        failures.increment();
    }

    LongAdder failures() {
        return failures;
    }

    /// @param readFailures counted elsewhere
    /// @param view what there is of files
    LogCounters counters(long readFailures, View view) {
        return new LogCounters(
                commits.sum(),
                entries.sum(),
                bytes.sum(),
                nanos.sum(),
                failures.sum() + readFailures,
                view.segments().size(),
                view.indexBytes());
    }
}
