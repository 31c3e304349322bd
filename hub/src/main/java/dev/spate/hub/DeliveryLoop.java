package dev.spate.hub;

import java.time.Duration;

/// A thread that subscriptions live on, as the hub sees it: it runs tasks one after the other, in the order given.
/// A network event loop is one; an embedder's single-threaded executor is another. The hub keeps one sender for
/// each loop on which somebody is subscribed, found by [Object#equals(Object)].
///
/// A loop that refuses a task has ended, and the subscriptions on it with it: they are counted out, their sinks are
/// not called any more, and no listener is told.
///
/// Thread-safe.
public interface DeliveryLoop {
    /// Runs a task on this loop, soon. Never blocks.
    ///
    /// @param task does not block
    /// @throws java.util.concurrent.RejectedExecutionException once the loop has been shut down
    void execute(Runnable task);

    /// Runs a task on this loop after whatever else waits for it now, other tasks and what sockets have brought.
    /// For work that goes on in pieces, to let others through between them. Called on the loop. Never blocks.
    ///
    /// @implSpec the same as [#execute(Runnable)], which is right for a loop that has nothing but tasks to do
    /// @param task does not block
    /// @throws java.util.concurrent.RejectedExecutionException once the loop has been shut down
    default void executeAfterOthers(Runnable task) {
        execute(task);
    }

    /// @return whether the caller runs on this loop
    boolean inLoop();

    /// Runs a task on this loop again and again.
    ///
    /// @param period the time from one run to the next, at least a millisecond
    /// @param task does not block
    /// @return ends the repetition when closed; closing is idempotent and may be done from any thread
    Repetition every(Duration period, Runnable task);

    /// A task that is run again and again until this is closed.
    interface Repetition extends AutoCloseable {
        @Override
        void close();
    }
}
