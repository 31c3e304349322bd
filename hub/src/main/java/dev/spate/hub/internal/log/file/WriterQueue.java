package dev.spate.hub.internal.log.file;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs jobs one after the other, each seeing what those before it did, on the threads of any executor.
///
/// Thread-safe.
///
/// @param <T> the kind of job
final class WriterQueue<T> {
    private final Queue<T> jobs = new ConcurrentLinkedQueue<>();
    /// How many jobs were offered that no run has counted yet; whoever makes it 1 begins a run.
    private final AtomicInteger offered = new AtomicInteger();
    private final Executor executor;
    private final Consumer<T> work;
    // Written by the thread that runs jobs, compared by others with themselves.
    private volatile @Nullable Thread runner;

    /// @param work does a job; must not throw
    WriterQueue(Executor executor, Consumer<T> work) {
        this.executor = executor;
        this.work = work;
    }

    /// @return whether the job will be run; else the executor takes nothing any more
    boolean offer(T job) {
        jobs.add(job);
        if (offered.getAndIncrement() > 0) {
            return true;
        }
        try {
            executor.execute(this::run);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /// As [#offer], but runs the job, and what is offered meanwhile, on the caller's thread if none is running.
    boolean offerHere(T job) {
        jobs.add(job);
        if (offered.getAndIncrement() == 0) {
            run();
        }
        return true;
    }

    /// The job that comes next, for the one that runs.
    @Nullable
    T peek() {
        return jobs.peek();
    }

    /// Takes the job that comes next, for the one that runs.
    @Nullable
    T poll() {
        return jobs.poll();
    }

    boolean isEmpty() {
        return jobs.isEmpty();
    }

    /// Whether it is a job that asks.
    boolean isRunner() {
        return Thread.currentThread().equals(runner);
    }

    private void run() {
        int seen = offered.get();
        do {
            runner = Thread.currentThread();
            for (var job = jobs.poll(); job != null; job = jobs.poll()) {
                work.accept(job);
            }
            runner = null;
            seen = offered.addAndGet(-seen);
        } while (seen > 0);
    }
}
