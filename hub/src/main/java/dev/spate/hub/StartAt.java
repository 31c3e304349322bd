package dev.spate.hub;

import java.time.Duration;
import java.time.Instant;

/// Where in the log a subscription begins. Thread-safe: immutable.
public sealed interface StartAt {
    /// With what is published from now on.
    record Now() implements StartAt {}

    /// With the oldest entry that is retained.
    record Earliest() implements StartAt {}

    /// With the last `count` entries that match.
    ///
    /// @param count 1 to [#MAX_COUNT]
    record Last(int count) implements StartAt {
        /// The most entries that may be asked for.
        public static final int MAX_COUNT = 1_000_000;

        /// @throws IllegalArgumentException if the count is out of range
        public Last {
            if (count < 1 || count > MAX_COUNT) {
                throw new IllegalArgumentException("start: -" + count + " (expected: -1 to -" + MAX_COUNT + ")");
            }
        }
    }

    /// With the newest entry of every key that is retained, in the order of the log, and then what is published
    /// from the moment on in which the subscription begins. Who is cut off in between and comes back with the last
    /// id it has is given everything after that.
    record Snapshot() implements StartAt {}

    /// With the first retained entry that was appended at a moment or later.
    ///
    /// @param moment by the clock of the node that appended it
    record Since(Instant moment) implements StartAt {}

    /// With the first retained entry that was appended so long ago or later.
    ///
    /// @param age not negative
    record Ago(Duration age) implements StartAt {
        /// @throws IllegalArgumentException if the age is negative
        public Ago {
            if (age.isNegative()) {
                throw new IllegalArgumentException("start: " + age + " (expected: not negative)");
            }
        }
    }

    /// After the event with this id: a position's text, or an id that a publisher gave. Any text may be given, also
    /// a hostile one: what cannot be found is answered with a gap signal.
    ///
    /// @param lastId the id of the last event that the subscriber has
    record After(String lastId) implements StartAt {}
}
