package dev.spate.hub.internal.engine;

import dev.spate.hub.internal.sequence.Sequencer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// How far the start of a hub has got, and why it takes nothing where it does not.
///
/// Thread-safe.
public final class Readiness {
    private final CompletableFuture<Void> reached = new CompletableFuture<>();

    /// @return completes once the hub has begun; fails if it will not
    public CompletionStage<Void> reached() {
        return reached.minimalCompletionStage();
    }

    /// The log cannot be used.
    public void isOutOfReach(Throwable failure) {
        reached.completeExceptionally(failure);
    }

    /// Nothing but this is waited for any more.
    public void dependsOn(Sequencer sequencer) {
        sequencer.ready().whenComplete((nothing, failure) -> {
            if (failure == null) {
                reached.complete(null);
            } else {
                reached.completeExceptionally(failure);
            }
        });
    }

    /// @param sequencer empty until the log can be used
    /// @return empty if it takes publications, as far as the log does
    public Optional<String> whyNot(Optional<Sequencer> sequencer) {
        if (sequencer.filter(Sequencer::isRunning).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(reached.isDone() ? "failed, the program's log says why" : "recovering");
    }
}
