package dev.spate.hub.internal.delivery;

import dev.spate.hub.DeliveryLoop;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A loop whose tasks run when an actor says so. Time stands still. Thread-safe.
final class QueuedLoop implements DeliveryLoop {
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /// Whoever asks is taken for the loop: to this one it is the same in which way a task comes.
    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public Repetition every(Duration period, Runnable task) {
        return () -> {};
    }

    /// @return whether there was one
    boolean runNext() {
        var task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }
}
