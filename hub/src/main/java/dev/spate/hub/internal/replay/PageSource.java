package dev.spate.hub.internal.replay;

import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.Page;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// Reads pages of the log and encodes them, both on the readers' threads: what is left to a delivery loop is to hand
/// out bytes. Thread-safe: immutable, of thread-safe parts.
///
/// @param log is read
/// @param readers run the calls of the log, which may take the caller's time, and the encoding
public record PageSource(EventLog log, Executor readers) {
    /// @return completes with the page, on a reader's thread; fails however the log does
    public CompletionStage<EncodedPage> read(PageRequest request) {
        try {
            return CompletableFuture.supplyAsync(() -> ask(request), readers)
                    .thenCompose(Function.identity())
                    .thenApplyAsync(page -> EncodedPage.of(page, request), readers);
        } catch (RejectedExecutionException readersHaveEnded) {
            return CompletableFuture.failedStage(readersHaveEnded);
        }
    }

    private CompletionStage<Page> ask(PageRequest request) {
        long after = request.after();
        return switch (request.reading()) {
            case Reading.All() -> log.read(after, request.filter(), request.maxEntries(), request.maxBytes());
            case Reading.Conflated() ->
                log.readConflated(after, request.filter(), request.maxEntries(), request.maxBytes());
            case Reading.Snapshot(long upTo) ->
                log.latest(after, upTo, request.filter(), request.maxEntries(), request.maxBytes());
        };
    }
}
