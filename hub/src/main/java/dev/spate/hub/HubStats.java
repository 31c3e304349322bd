package dev.spate.hub;

/// What a hub has done and holds, at one moment; the counts are taken one after the other. Thread-safe: immutable.
///
/// @param published publications that the log took
/// @param duplicates publications answered from the idempotency window
/// @param refused publications that were refused
/// @param delivered events handed to sinks
/// @param deliveredBytes bytes handed to sinks, framing included
/// @param writes blocks handed to sinks
/// @param heartbeats comments sent to keep streams alive
/// @param gaps gaps announced
/// @param closedSlow subscriptions closed for being stalled
/// @param subscriptions live subscriptions
/// @param lagging of them, those that are behind
/// @param pinnedBytes bytes of blocks that sockets hold
/// @param queuedPublications publications waiting for the sequencer
/// @param idempotencyKeys idempotency keys that are remembered, some of which may be too old to count any more
/// @param windowBytes bytes of encoded entries in memory
/// @param windowEntries encoded entries in memory, the newest for those who are live even if the log has forgotten them
/// @param logEntries entries the log retains
/// @param logBytes bytes the log holds
/// @param gapReasons the gaps by their reason
/// @param replays what was given from behind the window
/// @param slow what became of those that were too slow
/// @param log what the log has done
public record HubStats(
        long published,
        long duplicates,
        long refused,
        long delivered,
        long deliveredBytes,
        long writes,
        long heartbeats,
        long gaps,
        long closedSlow,
        long subscriptions,
        long lagging,
        long pinnedBytes,
        long queuedPublications,
        long idempotencyKeys,
        long windowBytes,
        long windowEntries,
        long logEntries,
        long logBytes,
        GapStats gapReasons,
        ReplayStats replays,
        SlowStats slow,
        LogCounters log) {}
