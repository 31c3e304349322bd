package dev.spate.server.internal.netty;

import dev.spate.server.ServerLimits;
import java.time.Duration;

/// Sees whether a connection has been doing the same thing for too long. It is asked at every tick of the loop's
/// one timer, and compares with what it saw at the last one: so a connection needs no timer of its own, and a
/// request no bookkeeping.
///
/// Owner: the connection's event loop.
final class Deadlines {
    private final ServerLimits limits;
    private Phase phase = Phase.FRESH;
    private long progress;
    private long since;

    Deadlines(ServerLimits limits, long now) {
        this.limits = limits;
        this.since = now;
    }

    /// What a connection is doing.
    enum Phase {
        /// Nothing has come yet.
        FRESH,
        /// A head has begun.
        HEAD,
        /// A body is awaited.
        BODY,
        /// A piece of a bulk feed is awaited.
        FEED,
        /// An answer is awaited from the hub: that takes as long as it takes.
        ANSWERING,
        /// The client does not read its answers.
        STALLED,
        /// The next request is awaited.
        IDLE
    }

    /// @param now elapsed nanoseconds
    /// @param newPhase what the connection is doing
    /// @param newProgress a number that changes whenever that moves on
    /// @return whether it has gone on for too long
    boolean isOverdue(long now, Phase newPhase, long newProgress) {
        boolean isSame = newPhase == phase || (newPhase == Phase.HEAD && phase == Phase.FRESH);
        if (!isSame || newProgress != progress) {
            since = now;
        }
        phase = newPhase;
        progress = newProgress;
        return newPhase != Phase.ANSWERING && now - since > limit(newPhase).toNanos();
    }

    /// How often to look, so that a deadline is overrun by a quarter at most.
    static Duration period(ServerLimits limits) {
        Duration shortest = Duration.ofSeconds(4);
        for (Phase phase : Phase.values()) {
            Duration here = limit(limits, phase);
            shortest = here.compareTo(shortest) < 0 ? here : shortest;
        }
        Duration quarter = shortest.dividedBy(4);
        return quarter.toMillis() < 1 ? Duration.ofMillis(1) : quarter;
    }

    private Duration limit(Phase of) {
        return limit(limits, of);
    }

    private static Duration limit(ServerLimits limits, Phase of) {
        return switch (of) {
            case FRESH, HEAD -> limits.headTimeout();
            case BODY, STALLED -> limits.bodyIdleTimeout();
            case FEED -> limits.feedIdleTimeout();
            case IDLE, ANSWERING -> limits.idleTimeout();
        };
    }
}
