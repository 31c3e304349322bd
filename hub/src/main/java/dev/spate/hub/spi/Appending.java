package dev.spate.hub.spi;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A batch on its way into the log. Each stage completes with one position for each publication, ascending, or
/// fails with a [HubException] if that cannot be said; some of them may then come out of the tail all the same.
/// Thread-safe: immutable.
///
/// @param written completes once the log has taken the batch, as safe as [dev.spate.hub.Durability#MEMORY] says
/// @param durable completes, not before the other, once nothing takes it back, nor anything that was appended before
///     it: [dev.spate.hub.Durability#DISK]. Where a log cannot promise that, it is the same stage as the other; see
/// [EventLog#reachesDisk()]
public record Appending(CompletionStage<List<Position>> written, CompletionStage<List<Position>> durable) {
    /// For a log to which both are the same.
    ///
    /// @param stage completes once the log has taken the batch
    /// @return a pair of it
    public static Appending of(CompletionStage<List<Position>> stage) {
        return new Appending(stage, stage);
    }

    /// @param failure why the log does not take it
    /// @return a batch that has failed
    public static Appending failed(HubException failure) {
        return of(CompletableFuture.failedStage(failure));
    }
}
