package dev.spate.hub.internal.sequence;

import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.PublishResult;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Answers on the loop that asked; the answers of one batch come there in one task.
///
/// Owner: the loop; the sequencer hands it to the outbox and touches nothing of it.
public final class LoopReply implements Reply {
    private final DeliveryLoop loop;
    private final Consumer<? super PublishResult> then;
    private boolean isTold;

    /// @param loop where the answer is wanted
    /// @param then takes it
    public LoopReply(DeliveryLoop loop, Consumer<? super PublishResult> then) {
        this.loop = loop;
        this.then = then;
    }

    @Override
    public void now(PublishResult result) {
        if (!isTold) {
            isTold = true;
            then.accept(result);
        }
    }

    @Override
    public void atEndOfTurn(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException loopHasEnded) {
            task.run();
        }
    }

    @Override
    public void later(PublishResult result, Outbox outbox) {
        outbox.add(loop, this, result);
    }
}
