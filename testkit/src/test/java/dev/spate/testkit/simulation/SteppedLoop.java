package dev.spate.testkit.simulation;

import dev.spate.hub.DeliveryLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A delivery loop that runs one task when the simulation says so.
///
/// Owner: the simulation's thread.
final class SteppedLoop implements DeliveryLoop {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<Again> repetitions = new ArrayList<>();
    private boolean isRunning;
    private int due;
    private int second;

    /// Something that is due once a second; a loop that is late runs it once for all.
    private final class Again implements Repetition {
        final Runnable task;
        boolean isDue;
        boolean isOver;

        Again(Runnable task) {
            this.task = task;
        }

        void run() {
            isDue = false;
            second = due;
            if (!isOver) {
                task.run();
            }
        }

        @Override
        public void close() {
            isOver = true;
            repetitions.remove(this);
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public boolean inLoop() {
        return isRunning;
    }

    @Override
    public Repetition every(Duration period, Runnable task) {
        var again = new Again(task);
        repetitions.add(again);
        second = due;
        return again;
    }

    /// The second of its last tick.
    int second() {
        return second;
    }

    /// A second has passed.
    void tick() {
        due++;
        for (var again : repetitions) {
            if (!again.isDue) {
                again.isDue = true;
                tasks.add(again::run);
            }
        }
    }

    /// @return whether there was a task
    boolean runOne() {
        var task = tasks.poll();
        if (task != null) {
            run(task);
        }
        return task != null;
    }

    void run(Runnable task) {
        call(() -> {
            task.run();
            return task;
        });
    }

    <T> T call(Supplier<T> question) {
        if (isRunning) {
            throw new Violation("a loop was entered while it runs");
        }
        isRunning = true;
        try {
            return question.get();
        } finally {
            isRunning = false;
        }
    }

    boolean isQuiet() {
        return tasks.isEmpty();
    }

    /// Everything on it is over, as when the process ends.
    void clear() {
        tasks.clear();
        repetitions.clear();
    }
}
