package dev.spate.app.config;

import dev.spate.hub.Retention;
import dev.spate.hub.SlowRule;
import dev.spate.hub.UnknownId;
import java.time.Duration;

/// One hub, as configured. Thread-safe: immutable.
///
/// @param name what it is called in the configuration, the metrics and the log
/// @param path where it answers
/// @param log where its log lives
/// @param retention how much its log keeps
/// @param windowBytes the newest entries that stay encoded in memory
/// @param heartbeat the time without a byte after which a comment is sent
/// @param retry the reconnection time that subscribers are told
/// @param slow when a subscriber is too slow, and what becomes of it
/// @param stalledAfter a subscription that takes no byte for this long is closed
/// @param unknownId where a stream goes on after an id that cannot be resumed
/// @param replayBytes the most bytes of what it missed that a subscriber is given
/// @param idempotencyAge how long an idempotency key is remembered
/// @param idempotencyKeys how many idempotency keys are remembered
public record HubConfig(
        String name,
        String path,
        LogPlace log,
        Retention retention,
        long windowBytes,
        Duration heartbeat,
        Duration retry,
        SlowRule slow,
        Duration stalledAfter,
        UnknownId unknownId,
        long replayBytes,
        Duration idempotencyAge,
        int idempotencyKeys) {}
