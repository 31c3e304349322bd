package dev.spate.testkit.simulation;

import dev.spate.testkit.FakeTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/// What is to be done once some time has passed.
///
/// Owner: the simulation's thread.
final class Alarms {
    private final FakeTicker ticker;
    private final List<Due> waiting = new ArrayList<>();

    private record Due(long nanos, Runnable task) {}

    Alarms(FakeTicker ticker) {
        this.ticker = ticker;
    }

    Executor after(Duration delay) {
        return task -> waiting.add(new Due(ticker.nanos() + delay.toNanos(), task));
    }

    /// Does what is due.
    void ring() {
        var due = waiting.stream()
                .filter(one -> one.nanos() - ticker.nanos() <= 0)
                .toList();
        waiting.removeAll(due);
        due.forEach(one -> one.task().run());
    }

    void clear() {
        waiting.clear();
    }
}
