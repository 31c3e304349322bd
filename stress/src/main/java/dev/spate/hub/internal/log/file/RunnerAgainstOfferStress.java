package dev.spate.hub.internal.log.file;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// Two threads have a job for the log's writer: whoever finds nobody at work works, and the other leaves its job to
/// the one that does, which may be about to leave. Results: how many jobs were done, each having seen what the other
/// did; how often somebody began to work.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Each did its own.")
@Outcome(id = "2, 1", expect = ACCEPTABLE_INTERESTING, desc = "One did both.")
@Outcome(expect = FORBIDDEN, desc = "A job was not done, or both were at work at once.")
@State
public class RunnerAgainstOfferStress {
    private static final int JOB = 1;

    private final AtomicInteger begun = new AtomicInteger();
    private final WriterQueue<Integer> queue = new WriterQueue<>(this::begin, this::work);
    private int done;

    /// Somebody.
    @Actor
    public void first() {
        queue.offer(JOB);
    }

    /// Somebody else.
    @Actor
    public void second() {
        queue.offer(JOB);
    }

    /// What became of both.
    @Arbiter
    public void look(II_Result result) {
        result.r1 = done;
        result.r2 = begun.get();
    }

    private void begin(Runnable run) {
        begun.incrementAndGet();
        run.run();
    }

    /// Loses a job if two work at once.
    private void work(int job) {
        done += job;
    }
}
