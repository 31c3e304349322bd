package dev.spate.app.bench;

import java.util.OptionalDouble;

/// Cuts all subscribers at once in mid-run, and watches until all have come back and have what they had missed.
///
/// Owner: the thread that runs the bench.
final class Storm {
    private final Swarm swarm;
    private final PublishLoop publishers;
    private final Stopwatch watch;
    private final long cutNanos;
    private Stage stage = Stage.CALM;
    private long openBefore;
    private Accepted owed = Accepted.NONE;
    private OptionalDouble catchUpSeconds = OptionalDouble.empty();

    private enum Stage {
        CALM,
        COMING_BACK,
        CATCHING_UP,
        OVER
    }

    Storm(Swarm swarm, PublishLoop publishers, Stopwatch watch, long cutNanos) {
        this.swarm = swarm;
        this.publishers = publishers;
        this.watch = watch;
        this.cutNanos = cutNanos;
    }

    /// How long after the cut all had everything that was published until the last was back.
    OptionalDouble catchUpSeconds() {
        return catchUpSeconds;
    }

    /// Looks whether it is time for the next stage.
    void step() {
        switch (stage) {
            case CALM -> {
                if (watch.nanos() - cutNanos >= 0) {
                    cut();
                }
            }
            case COMING_BACK -> {
                if (swarm.opened() + swarm.failed() >= openBefore) {
                    owed = publishers.accepted();
                    stage = Stage.CATCHING_UP;
                }
            }
            case CATCHING_UP -> {
                if (swarm.hasAll(owed)) {
                    catchUpSeconds = OptionalDouble.of((watch.nanos() - cutNanos) / 1e9);
                    stage = Stage.OVER;
                }
            }
            case OVER -> {}
        }
    }

    private void cut() {
        openBefore = swarm.opened() + swarm.failed();
        swarm.cut();
        swarm.reopen();
        stage = Stage.COMING_BACK;
    }
}
