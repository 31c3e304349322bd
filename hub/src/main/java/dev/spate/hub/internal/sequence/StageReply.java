package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.PublishResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Answers by completing a stage, on whichever thread the answer is known. Thread-safe.
public final class StageReply implements Reply {
    private final Durability after;
    private final CompletableFuture<PublishResult> stage = new CompletableFuture<>();

    /// @param after how safe the publication is to be when it is answered
    public StageReply(Durability after) {
        this.after = after;
    }

    /// @return completes with the answer
    public CompletionStage<PublishResult> stage() {
        return stage.minimalCompletionStage();
    }

    @Override
    public Durability after() {
        return after;
    }

    @Override
    public void now(PublishResult result) {
        stage.complete(result);
    }

    @Override
    public void atEndOfTurn(Runnable task) {
        task.run();
    }

    @Override
    public void later(PublishResult result, Outbox outbox) {
        stage.complete(result);
    }
}
