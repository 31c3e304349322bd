package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.PublishResult;

/// Who waits for the answer to a publication. One that has been answered takes no notice of further answers.
public interface Reply {
    /// @return how safe the publication is to be when it is answered
    Durability after();

    /// Answers while the publisher still asks, on the publisher's own thread.
    void now(PublishResult result);

    /// Runs a task once the publisher has brought what it has to bring now, on the publisher's own thread.
    void atEndOfTurn(Runnable task);

    /// Answers later, from the sequencer thread.
    ///
    /// @param outbox takes what has to go to another thread; it is sent at the end of the batch
    void later(PublishResult result, Outbox outbox);
}
