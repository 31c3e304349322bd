package dev.spate.hub;

import java.time.Duration;

/// Every bound of a hub, with its name. Make one from [#standard()] with the `with…` methods.
///
/// Thread-safe: immutable.
///
/// @param maxDataBytes the most bytes of one event's data, as UTF-8; more is refused
/// @param maxSubscriptions the most live subscriptions; more are told to come back later
/// @param maxQueuedPublications the most publications that wait for the sequencer; more are refused as overload
/// @param maxQueuedBytes the most bytes that wait for the sequencer, topics and overhead included; more are refused
///     as overload, but for a single publication
/// @param maxBatch the most publications that the sequencer appends at once
/// @param maxWindowBytes the newest entries that are kept encoded in memory
/// @param maxLoopBehindBytes how far the slowest delivery loop may be behind before publishing waits for it, and
///     the most bytes of one batch; best an eighth of the window or less, or bursts send everybody to the log
/// @param maxDrainBytes the most bytes that one subscription is given in one go (a single larger event goes out
///     whole)
/// @param maxTurnWrites the most writes of one turn of a loop before others get theirs; what costs more than a
///     write counts for several
/// @param maxReadEntries the most entries that one read of the log returns
/// @param maxPinnedBytes the most bytes of blocks that sockets may hold; past it the longest-stalled subscription
///     is closed
/// @param slow when a subscriber is too slow, and what becomes of it; its bytes at most `maxWindowBytes`
/// @param maxReplayBytes the most bytes of events that one subscriber is given of what it missed; beyond it, a gap
/// @param stalledAfter a subscription that takes no byte for this long is closed
/// @param heartbeat the time without a byte after which a comment is sent
/// @param retry the reconnection time that subscribers are told, jittered by half
/// @param idempotencyAge how long an idempotency key is remembered
/// @param maxIdempotencyKeys how many idempotency keys are remembered
public record HubLimits(
        int maxDataBytes,
        int maxSubscriptions,
        int maxQueuedPublications,
        long maxQueuedBytes,
        int maxBatch,
        long maxWindowBytes,
        long maxLoopBehindBytes,
        int maxDrainBytes,
        int maxTurnWrites,
        int maxReadEntries,
        long maxPinnedBytes,
        SlowRule slow,
        long maxReplayBytes,
        Duration stalledAfter,
        Duration heartbeat,
        Duration retry,
        Duration idempotencyAge,
        int maxIdempotencyKeys) {

    /// @throws IllegalArgumentException naming what is out of range
    public HubLimits {
        atLeast("maxDataBytes", maxDataBytes, 1);
        atLeast("maxSubscriptions", maxSubscriptions, 1);
        atLeast("maxQueuedPublications", maxQueuedPublications, 2);
        atLeast("maxQueuedBytes", maxQueuedBytes, maxDataBytes);
        atLeast("maxBatch", maxBatch, 1);
        atLeast("maxWindowBytes", maxWindowBytes, 65_536);
        atLeast("maxLoopBehindBytes", maxLoopBehindBytes, 4_096);
        atLeast("maxDrainBytes", maxDrainBytes, 1_024);
        atLeast("maxTurnWrites", maxTurnWrites, 1);
        atLeast("maxReadEntries", maxReadEntries, 1);
        atLeast("maxPinnedBytes", maxPinnedBytes, 65_536);
        atLeast("maxReplayBytes", maxReplayBytes, 4_096);
        atLeast("stalledAfter", stalledAfter.toMillis(), 1_000);
        atLeast("retry", retry.toMillis(), 0);
        atLeast("idempotencyAge", idempotencyAge.toMillis(), 1);
        atLeast("maxIdempotencyKeys", maxIdempotencyKeys, 1);
        if (slow.policy() != SlowPolicy.CATCH_UP && slow.behindBytes() > maxWindowBytes) {
            throw new IllegalArgumentException(
                    "behindBytes: " + slow.behindBytes() + " (expected: at most the window, " + maxWindowBytes + ")");
        }
        if (heartbeat.compareTo(SubscribeRequest.MIN_HEARTBEAT) < 0
                || heartbeat.compareTo(SubscribeRequest.MAX_HEARTBEAT) > 0) {
            throw new IllegalArgumentException("heartbeat: " + heartbeat + " (expected: 5s to 300s)");
        }
    }

    /// What a hub has where nothing else is said.
    ///
    /// @return the standard limits
    public static HubLimits standard() {
        return new HubLimits(
                1 << 20,
                100_000,
                65_536,
                32L << 20,
                4_096,
                64L << 20,
                4L << 20,
                256 << 10,
                128,
                512,
                256L << 20,
                SlowRule.standard(),
                1L << 30,
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                Duration.ofSeconds(3),
                Duration.ofMinutes(10),
                1_000_000);
    }

    /// Begins a copy of which some limits differ.
    ///
    /// @return a builder that holds these limits
    public HubLimitsBuilder with() {
        return new HubLimitsBuilder(this);
    }

    private static void atLeast(String what, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: >= " + min + ")");
        }
    }
}
