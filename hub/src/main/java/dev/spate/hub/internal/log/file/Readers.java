package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// Answers questions on the log's reading threads, once the log is ready.
///
/// Thread-safe.
final class Readers {
    /// How often a question is asked again since what it began to read was evicted. Each time it begins with what is
    /// retained then, so only an eviction every few milliseconds can go on for so long.
    private static final int MAX_ATTEMPTS = 64;

    private final Executor executor;
    private final CompletableFuture<OpenLog> ready;
    private final LongAdder failures = new LongAdder();
    // Written by whoever closes the log, read by everybody who asks.
    private volatile boolean isClosed;

    /// @param executor runs the reading
    /// @param ready completes once there is something to read
    Readers(Executor executor, CompletableFuture<OpenLog> ready) {
        this.executor = executor;
        this.ready = ready;
    }

    /// Something that takes reading to answer.
    interface Question<T> {
        T answer(OpenLog log) throws IOException;
    }

    <T> CompletionStage<T> ask(Question<T> question) {
        var stage = new CompletableFuture<T>();
        ready.whenComplete((log, failure) -> {
            if (failure == null) {
                execute(() -> answer(log, question, stage), stage);
            } else {
                stage.completeExceptionally(failure);
            }
        });
        return stage;
    }

    /// Begins a search that comes in parts.
    CompletionStage<Long> search(Function<OpenLog, BackwardSearch> search) {
        return ask(search::apply).thenCompose(BackwardSearch::begin);
    }

    /// Runs a part of a longer search.
    ///
    /// @param stage fails if it cannot be run
    void execute(Runnable task, CompletableFuture<?> stage) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            stage.completeExceptionally(isClosed ? closed() : new HubException("log: its readers take no task", e));
        }
    }

    private <T> void answer(OpenLog log, Question<T> question, CompletableFuture<T> stage) {
        try {
            stage.complete(attempt(log, question));
        } catch (HubException e) {
            stage.completeExceptionally(e);
        } catch (IOException e) {
            stage.completeExceptionally(failure(e));
        }
    }

    private <T> T attempt(OpenLog log, Question<T> question) throws IOException {
        for (int attempt = 1; ; attempt++) {
            if (isClosed) {
                throw closed();
            }
            try {
                return question.answer(log);
            } catch (GoneException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// What a failure to read is to whoever asked.
    HubException failure(IOException failure) {
        if (isClosed) {
            return closed();
        }
        failures.increment();
        boolean isExplained = failure instanceof DamagedSegmentException;
        return new HubException(
                isExplained ? String.valueOf(failure.getMessage()) : "log: cannot be read, " + failure.getMessage(),
                failure);
    }

    long failures() {
        return failures.sum();
    }

    void close() {
        isClosed = true;
    }

    static HubException closed() {
        return new HubException("log: closed (expected: open)", new IllegalStateException("closed"));
    }
}
