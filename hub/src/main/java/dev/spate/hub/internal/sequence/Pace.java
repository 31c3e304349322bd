package dev.spate.hub.internal.sequence;

/// Holds the sequencer up while the slowest delivery loop is too far behind. It never waits for a subscriber.
/// Thread-safe.
@FunctionalInterface
public interface Pace {
    /// @return whether another batch may be appended now; if not, [Sequencer#progressed()] is called once that may
    ///     have changed
    boolean maySpeedOn();
}
