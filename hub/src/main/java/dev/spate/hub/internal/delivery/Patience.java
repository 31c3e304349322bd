package dev.spate.hub.internal.delivery;

import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SlowRule;

/// How far one who has been live may be behind. Thread-safe: immutable.
///
/// @param bytes how many bytes, as the window counts them
/// @param seconds how old what it is to be sent next may be
record Patience(long bytes, long seconds) {
    static Patience of(SlowRule rule) {
        return new Patience(rule.behindBytes(), rule.behindTime().toSeconds());
    }

    /// Whether one is to be told that it falls behind: more than half of what it may be.
    boolean isRunningOut(SlowPolicy policy, Lag lag) {
        boolean isTooOld = policy != SlowPolicy.CATCH_UP && lag.seconds() > seconds / 2;
        return lag.bytes() > bytes / 2 || isTooOld;
    }

    /// Whether the policy of one is to be applied. What the window does not hold is too far behind, whatever it takes:
    /// the window is at least as large as the limit.
    boolean isOver(SlowPolicy policy, Lag lag) {
        boolean isTooFar = !lag.isCovered() || lag.bytes() > bytes || lag.seconds() > seconds;
        return policy != SlowPolicy.CATCH_UP && isTooFar;
    }
}
