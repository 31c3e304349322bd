package dev.spate.hub;

import java.time.Duration;

/// When a subscriber that has been live counts as too slow, and what becomes of it then. Under
/// [SlowPolicy#CATCH_UP] there is no such limit. Thread-safe: immutable.
///
/// @param policy for those who ask for none; not [SlowPolicy#AS_CONFIGURED]
/// @param behindBytes how many bytes of entries, as the window counts them, it may be behind; at most the window
/// @param behindTime how old what it is to be sent next may be
public record SlowRule(SlowPolicy policy, long behindBytes, Duration behindTime) {
    /// @throws IllegalArgumentException naming what is out of range
    public SlowRule {
        if (policy == SlowPolicy.AS_CONFIGURED) {
            throw new IllegalArgumentException("slow policy: as configured (expected: one that says what to do)");
        }
        if (behindBytes < 4_096) {
            throw new IllegalArgumentException("behindBytes: " + behindBytes + " (expected: >= 4096)");
        }
        if (behindTime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("behindTime: " + behindTime + " (expected: >= 1s)");
        }
    }

    /// What a hub has where nothing else is said.
    ///
    /// @return catching up; for who asks for another policy, 16 MiB or a minute
    public static SlowRule standard() {
        return new SlowRule(SlowPolicy.CATCH_UP, 16L << 20, Duration.ofMinutes(1));
    }
}
