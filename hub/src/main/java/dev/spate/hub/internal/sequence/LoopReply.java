package dev.spate.hub.internal.sequence;

import dev.spate.hub.AnswerOnLoop;
import dev.spate.hub.Durability;
import dev.spate.hub.PublishResult;
import java.util.concurrent.RejectedExecutionException;

/// Answers on the loop that asked; the answers of one batch come there in one task.
///
/// Owner: the loop; the sequencer hands it to the outbox and touches nothing of it.
public final class LoopReply implements Reply {
    private final AnswerOnLoop answer;
    private boolean isTold;

    /// @param answer where and when it is wanted
    public LoopReply(AnswerOnLoop answer) {
        this.answer = answer;
    }

    @Override
    public Durability after() {
        return answer.after();
    }

    @Override
    public void now(PublishResult result) {
        if (!isTold) {
            isTold = true;
            answer.then().accept(result);
        }
    }

    @Override
    public void atEndOfTurn(Runnable task) {
        try {
            answer.loop().execute(task);
        } catch (RejectedExecutionException loopHasEnded) {
            task.run();
        }
    }

    @Override
    public void later(PublishResult result, Outbox outbox) {
        outbox.add(answer.loop(), this, result);
    }
}
