package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;
import dev.spate.hub.LogCounters;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.TailListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What the log's writer has to do, in order: the start, then batches and whatever else is asked for, then the end.
///
/// Thread-safe.
final class LogQueue {
    /// The bytes of batches that may wait.
    static final long MAX_WAITING_BYTES = 64L << 20;
    /// The bytes of batches that are written and forced together, unless one alone has more.
    static final long MAX_GROUP_BYTES = 4L << 20;

    private final FileEventLog.Parts parts;
    private final WriteCounts counts = new WriteCounts();
    private final WriterQueue<Job> jobs;
    private final CompletableFuture<OpenLog> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final AtomicLong waitingBytes = new AtomicLong();
    /// What is being written. Owner: the log's writer.
    private final List<PendingBatch> writing = new ArrayList<>();
    // Written by the log's writer when the log is ready, read by everybody.
    private volatile @Nullable OpenLog log;
    // Written by the log's writer if it cannot go on, read by everybody.
    private volatile @Nullable HubException broken;

    LogQueue(FileEventLog.Parts parts) {
        this.parts = parts;
        this.jobs = new WriterQueue<>(parts.writer(), this::work);
    }

    /// Begins with the start of the log.
    void begin() {
        run(this::recover);
    }

    CompletableFuture<OpenLog> ready() {
        return ready;
    }

    View view() {
        var open = log;
        return open == null ? View.NOTHING : open.segments().view();
    }

    EpochHistory epochs() {
        var open = log;
        return open == null ? EpochHistory.beginning(0) : open.state().epochs();
    }

    LogCounters counters(long readFailures) {
        return counts.counters(readFailures, view());
    }

    Optional<String> trouble() {
        var failure = broken;
        if (failure != null) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
        var open = log;
        return open == null ? Optional.empty() : open.writer().trouble().map(Trouble::sentence);
    }

    /// @param isHere whether it is written on the caller's thread, unless the writer is at work
    Appending append(List<Publication> publications, long timeMillis, boolean isHere) {
        if (isClosing.get()) {
            return Appending.failed(Readers.closed());
        }
        var batch = new PendingBatch(publications, timeMillis);
        if (waitingBytes.addAndGet(batch.bytes()) - batch.bytes() >= MAX_WAITING_BYTES) {
            waitingBytes.addAndGet(-batch.bytes());
            return Appending.failed(new HubException(
                    "log: " + waitingBytes + " bytes wait to be written (expected: less than " + MAX_WAITING_BYTES
                            + ")",
                    new IllegalStateException("full")));
        }
        if (!(isHere ? jobs.offerHere(batch) : jobs.offer(batch))) {
            batch.fail(Readers.closed());
        }
        return batch.appending();
    }

    CompletableFuture<Long> tail(TailListener listener) {
        var stage = new CompletableFuture<Long>();
        ready.whenComplete((open, failure) -> {
            if (failure == null) {
                runOrFail(() -> stage.complete(open.writer().tail(listener)), stage);
            } else {
                stage.completeExceptionally(failure);
            }
        });
        return stage;
    }

    CompletableFuture<Void> maintain() {
        var stage = new CompletableFuture<Void>();
        runOrFail(() -> maintain(stage), stage);
        return stage;
    }

    private void runOrFail(Runnable task, CompletableFuture<?> stage) {
        if (!jobs.offer(new Job.Task(task))) {
            stage.completeExceptionally(Readers.closed());
        }
    }

    /// Runs a task on the log's writer.
    void run(Runnable task) {
        if (!jobs.offer(new Job.Task(task))) {
            throw new RejectedExecutionException("the log's writer has ended");
        }
    }

    /// Ends what has been begun, and waits for that for a while.
    void close() {
        if (isClosing.compareAndSet(false, true)) {
            run(this::end);
        }
        if (!jobs.isRunner()) {
            await();
        }
    }

    private void await() {
        try {
            ended.get(parts.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // The writer hangs in its disk: whoever closes the log is not to hang with it.
            return;
        }
    }

    private void work(Job job) {
        try {
            switch (job) {
                case PendingBatch batch -> write(batch);
                case Job.Task task -> task.work().run();
            }
            forceIfIdle();
        } catch (RuntimeException | Error e) {
            // The outermost loop of the writer: nobody may wait for ever for what a bug has broken.
            breakDown(new HubException("log: its writer failed, " + e + " (expected: to go on)", e));
        }
    }

    private void breakDown(HubException failure) {
        broken = failure;
        counts.failed();
        ready.completeExceptionally(failure);
        writing.forEach(batch -> batch.fail(failure));
        var open = log;
        if (open != null) {
            open.writer().breakDown(failure);
        }
    }

    private void recover() {
        try {
            var open = LogLife.open(parts, counts, this::run, isClosing::get);
            log = open;
            ready.complete(open);
        } catch (IOException e) {
            counts.failed();
            boolean isExplained = e instanceof DamagedSegmentException || e instanceof DamagedFileException;
            var message = isExplained ? String.valueOf(e.getMessage()) : "log: cannot be opened, " + e.getMessage();
            var failure = new HubException(message, e);
            broken = failure;
            ready.completeExceptionally(failure);
        }
    }

    private void write(PendingBatch first) {
        writing.clear();
        writing.add(first);
        waitingBytes.addAndGet(-first.bytes());
        var open = log;
        if (open == null || broken != null) {
            first.fail(broken == null ? Readers.closed() : broken);
            return;
        }
        long bytes = first.bytes();
        long entries = first.size();
        while (jobs.peek() instanceof PendingBatch next
                && bytes + next.bytes() <= MAX_GROUP_BYTES
                && open.writer().fits(bytes, entries)) {
            jobs.poll();
            waitingBytes.addAndGet(-next.bytes());
            writing.add(next);
            bytes += next.bytes();
            entries += next.size();
        }
        open.writer().write(List.copyOf(writing));
    }

    /// What has been written is forced as soon as nothing else is to be done, which is at once where the log's
    /// durability asks for it.
    private void forceIfIdle() {
        var open = log;
        if (open != null && broken == null && jobs.isEmpty()) {
            open.writer().force();
        }
    }

    private void maintain(CompletableFuture<Void> stage) {
        var open = log;
        if (open == null || broken != null) {
            stage.completeExceptionally(broken == null ? Readers.closed() : broken);
            return;
        }
        try {
            open.writer().maintain(parts.clock().millis());
            stage.complete(null);
        } catch (IOException e) {
            stage.completeExceptionally(new HubException("log: nothing can be evicted, " + e.getMessage(), e));
        }
    }

    private void end() {
        try {
            var open = log;
            if (open != null) {
                LogLife.end(open, broken == null);
            }
        } catch (IOException e) {
            // The next start finds a log that was not stopped well.
            counts.failed();
        } finally {
            broken = broken == null ? Readers.closed() : broken;
            ready.completeExceptionally(Readers.closed());
            LogLife.close(parts.resources(), counts);
            ended.complete(null);
        }
    }
}
