package dev.spate.testkit;

import dev.spate.hub.DeliveryLoop;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A delivery loop that runs its tasks on the test's thread when the test says so, so that what happens in which
/// order is the test's choice.
///
/// ```java
/// var loop = new ManualLoop();
/// var subscription = loop.call(() -> admission.attach(sink, loop));
/// hub.publish(principal, publication);
/// loop.runAll();
/// ```
///
/// Owner: the thread that runs the tasks, one at a time; [#execute(Runnable)], [#every(Duration, Runnable)] and
/// [#inLoop()] are thread-safe.
public final class ManualLoop implements DeliveryLoop {
    /// The most tasks of one [#runAll()]: a loop that has not come to rest by then never will.
    public static final int MAX_TASKS = 1_000_000;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Runnable> repetitions = new CopyOnWriteArrayList<>();

    // Written by the thread that runs tasks, read by any: only a thread's own value matters to it.
    private volatile @Nullable Thread running;
    private volatile boolean isShutDown;

    /// A loop on which nothing waits.
    public ManualLoop() {}

    @Override
    public void execute(Runnable task) {
        if (isShutDown) {
            throw new RejectedExecutionException("loop: shut down (expected: running)");
        }
        tasks.add(task);
    }

    @Override
    public boolean inLoop() {
        return Thread.currentThread().equals(running);
    }

    /// The repetition takes place at each [#tick()], whatever its period.
    @Override
    public Repetition every(Duration period, Runnable task) {
        // Another object than the task: the same task may be given twice.
        Runnable repetition = () -> task.run();
        repetitions.add(repetition);
        return () -> repetitions.remove(repetition);
    }

    /// Runs what waits, and what comes to wait by that, until nothing does. An exception of a task comes out of
    /// here.
    ///
    /// @return how many tasks were run
    /// @throws IllegalStateException if there is no end of tasks
    public int runAll() {
        int count = 0;
        while (runOne()) {
            count++;
            if (count == MAX_TASKS) {
                throw new IllegalStateException("tasks: " + count + " run (expected: an end)");
            }
        }
        return count;
    }

    /// Runs the task that has waited the longest.
    ///
    /// @return whether there was one
    public boolean runOne() {
        var task = tasks.poll();
        if (task != null) {
            run(task);
        }
        return task != null;
    }

    /// Lets every repetition take place once, then runs what waits.
    public void tick() {
        for (var repetition : repetitions) {
            run(repetition);
        }
        runAll();
    }

    /// Runs a task at once, before all that waits, as if it were on the loop.
    ///
    /// @param task is run before this returns
    public void run(Runnable task) {
        var before = running;
        running = Thread.currentThread();
        try {
            task.run();
        } finally {
            running = before;
        }
    }

    /// Asks something at once, before all that waits, as if it were on the loop.
    ///
    /// @param question is asked before this returns
    /// @param <T> the type of the answer
    /// @return its answer
    public <T> T call(Supplier<T> question) {
        var before = running;
        running = Thread.currentThread();
        try {
            return question.get();
        } finally {
            running = before;
        }
    }

    /// @return how many tasks wait
    public int waiting() {
        return tasks.size();
    }

    /// Refuses tasks from now on; those that wait may still be run.
    public void shutDown() {
        isShutDown = true;
    }
}
