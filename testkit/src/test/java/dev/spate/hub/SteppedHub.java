package dev.spate.hub;

import dev.spate.hub.internal.sequence.Runner;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// A way in for the simulation, which runs what a hub leaves to threads and timers of its own.
public final class SteppedHub {
    private SteppedHub() {}

    /// @param builder has everything else
    /// @param runner runs the sequencer
    /// @param alarm runs what is done later
    public static Hub build(HubBuilder builder, Runner runner, Function<Duration, Executor> alarm) {
        return builder.stepped(runner, alarm::apply).build();
    }
}
