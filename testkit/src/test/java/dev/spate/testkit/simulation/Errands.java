package dev.spate.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// What waits for a few threads, of which the simulation says when one takes the next task.
///
/// Owner: the simulation's thread.
final class Errands implements Executor {
    private final int threads;
    private final Chance chance;
    private final List<Runnable> tasks = new ArrayList<>();

    /// @param threads how many of the first tasks may be the next
    Errands(int threads, Chance chance) {
        this.threads = threads;
        this.chance = chance;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /// @return whether there was a task
    boolean runOne() {
        if (tasks.isEmpty()) {
            return false;
        }
        tasks.remove(chance.below(Math.min(threads, tasks.size()))).run();
        return true;
    }

    int size() {
        return tasks.size();
    }

    boolean isQuiet() {
        return tasks.isEmpty();
    }

    void clear() {
        tasks.clear();
    }
}
