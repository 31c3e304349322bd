package dev.spate.hub.internal.log.file;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/// Tasks that run when the test says so, one after the other. Owner: the thread of the test.
final class Steps implements Executor {
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void runOne() {
        waiting.remove().run();
    }
}
