package dev.spate.testkit;

import dev.spate.hub.DeliveryLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A delivery loop on a thread of its own, for tests with real time.
///
/// Life cycle: [#close()] waits for the thread to end, and throws the first thing that a task threw.
///
/// ```java
/// try (var loop = new ThreadLoop("events")) {
///     var subscription = loop.call(() -> admission.attach(sink, loop));
/// }
/// ```
///
/// Thread-safe.
public final class ThreadLoop implements DeliveryLoop, AutoCloseable {
    private static final long END_SECONDS = 30;

    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final ScheduledThreadPoolExecutor executor;

    // Written once by the loop's thread before its first task, read by any thread: only its own value matters to it.
    private volatile @Nullable Thread thread;

    /// @param name the name of the thread
    public ThreadLoop(String name) {
        this.executor = new ScheduledThreadPoolExecutor(1, task -> {
            var created = new Thread(task, name);
            created.setDaemon(true);
            thread = created;
            return created;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(noting(task));
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread().equals(thread);
    }

    @Override
    public Repetition every(Duration period, Runnable task) {
        var repeated =
                executor.scheduleAtFixedRate(noting(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> repeated.cancel(false);
    }

    /// Runs a task on the loop and waits for it.
    ///
    /// @param task what it throws comes out of here
    public void run(Runnable task) {
        call(() -> {
            task.run();
            return true;
        });
    }

    /// Asks something on the loop and waits for the answer.
    ///
    /// @param question what it throws comes out of here
    /// @param <T> the type of the answer
    /// @return its answer
    public <T> T call(Supplier<T> question) {
        if (inLoop()) {
            return question.get();
        }
        try {
            return CompletableFuture.supplyAsync(question, executor).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException thrown -> throw thrown;
                case Error thrown -> throw thrown;
                case null, default -> throw e;
            }
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("loop: a task still runs (expected: tasks that do not block)");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError("loop: a task threw " + thrown + " (expected: tasks that do not throw)", thrown);
        }
    }

    /// The executor would keep what a task throws to itself.
    private Runnable noting(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        };
    }
}
