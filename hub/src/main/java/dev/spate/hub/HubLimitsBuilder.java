package dev.spate.hub;

import java.time.Duration;

/// Builds [HubLimits] from others.
///
/// Owner: the thread that made it.
public final class HubLimitsBuilder {
    private int maxDataBytes;
    private int maxSubscriptions;
    private int maxQueuedPublications;
    private long maxQueuedBytes;
    private int maxBatch;
    private long maxWindowBytes;
    private long maxLoopBehindBytes;
    private int maxDrainBytes;
    private int maxTurnWrites;
    private int maxReadEntries;
    private long maxPinnedBytes;
    private SlowRule slow;
    private long maxReplayBytes;
    private Duration stalledAfter;
    private Duration heartbeat;
    private Duration retry;
    private Duration idempotencyAge;
    private int maxIdempotencyKeys;

    HubLimitsBuilder(HubLimits from) {
        this.maxDataBytes = from.maxDataBytes();
        this.maxSubscriptions = from.maxSubscriptions();
        this.maxQueuedPublications = from.maxQueuedPublications();
        this.maxQueuedBytes = from.maxQueuedBytes();
        this.maxBatch = from.maxBatch();
        this.maxWindowBytes = from.maxWindowBytes();
        this.maxLoopBehindBytes = from.maxLoopBehindBytes();
        this.maxDrainBytes = from.maxDrainBytes();
        this.maxTurnWrites = from.maxTurnWrites();
        this.maxReadEntries = from.maxReadEntries();
        this.maxPinnedBytes = from.maxPinnedBytes();
        this.slow = from.slow();
        this.maxReplayBytes = from.maxReplayBytes();
        this.stalledAfter = from.stalledAfter();
        this.heartbeat = from.heartbeat();
        this.retry = from.retry();
        this.idempotencyAge = from.idempotencyAge();
        this.maxIdempotencyKeys = from.maxIdempotencyKeys();
    }

    /// @param value the most bytes of one event's data, as UTF-8; more is refused
    /// @return this builder
    public HubLimitsBuilder maxDataBytes(int value) {
        this.maxDataBytes = value;
        return this;
    }

    /// @param value the most live subscriptions; more are told to come back later
    /// @return this builder
    public HubLimitsBuilder maxSubscriptions(int value) {
        this.maxSubscriptions = value;
        return this;
    }

    /// @param value the most publications that wait for the sequencer; more are refused as overload
    /// @return this builder
    public HubLimitsBuilder maxQueuedPublications(int value) {
        this.maxQueuedPublications = value;
        return this;
    }

    /// @param value the most bytes that wait for the sequencer; more are refused as overload
    /// @return this builder
    public HubLimitsBuilder maxQueuedBytes(long value) {
        this.maxQueuedBytes = value;
        return this;
    }

    /// @param value the most publications that the sequencer appends at once
    /// @return this builder
    public HubLimitsBuilder maxBatch(int value) {
        this.maxBatch = value;
        return this;
    }

    /// @param value the newest entries that are kept encoded in memory
    /// @return this builder
    public HubLimitsBuilder maxWindowBytes(long value) {
        this.maxWindowBytes = value;
        return this;
    }

    /// @param value how far the slowest delivery loop may be behind before publishing waits for it
    /// @return this builder
    public HubLimitsBuilder maxLoopBehindBytes(long value) {
        this.maxLoopBehindBytes = value;
        return this;
    }

    /// @param value the most bytes that one subscription is given in one go (a single larger event goes out whole)
    /// @return this builder
    public HubLimitsBuilder maxDrainBytes(int value) {
        this.maxDrainBytes = value;
        return this;
    }

    /// @param value the most writes of one turn of a loop before others get theirs
    /// @return this builder
    public HubLimitsBuilder maxTurnWrites(int value) {
        this.maxTurnWrites = value;
        return this;
    }

    /// @param value the most entries that one read of the log returns
    /// @return this builder
    public HubLimitsBuilder maxReadEntries(int value) {
        this.maxReadEntries = value;
        return this;
    }

    /// @param value the most bytes of blocks that sockets may hold; past it the longest-stalled subscription is
    ///     closed
    /// @return this builder
    public HubLimitsBuilder maxPinnedBytes(long value) {
        this.maxPinnedBytes = value;
        return this;
    }

    /// @param value when a subscriber is too slow, and what becomes of it
    /// @return this builder
    public HubLimitsBuilder slow(SlowRule value) {
        this.slow = value;
        return this;
    }

    /// @param value the most bytes of events that one subscriber is given of what it missed; beyond it, a gap
    /// @return this builder
    public HubLimitsBuilder maxReplayBytes(long value) {
        this.maxReplayBytes = value;
        return this;
    }

    /// @param value a subscription that takes no byte for this long is closed
    /// @return this builder
    public HubLimitsBuilder stalledAfter(Duration value) {
        this.stalledAfter = value;
        return this;
    }

    /// @param value the time without a byte after which a comment is sent
    /// @return this builder
    public HubLimitsBuilder heartbeat(Duration value) {
        this.heartbeat = value;
        return this;
    }

    /// @param value the reconnection time that subscribers are told, jittered by half
    /// @return this builder
    public HubLimitsBuilder retry(Duration value) {
        this.retry = value;
        return this;
    }

    /// @param value how long an idempotency key is remembered
    /// @return this builder
    public HubLimitsBuilder idempotencyAge(Duration value) {
        this.idempotencyAge = value;
        return this;
    }

    /// @param value how many idempotency keys are remembered
    /// @return this builder
    public HubLimitsBuilder maxIdempotencyKeys(int value) {
        this.maxIdempotencyKeys = value;
        return this;
    }

    /// @return the limits
    /// @throws IllegalArgumentException naming what is out of range
    public HubLimits build() {
        return new HubLimits(
                maxDataBytes,
                maxSubscriptions,
                maxQueuedPublications,
                maxQueuedBytes,
                maxBatch,
                maxWindowBytes,
                maxLoopBehindBytes,
                maxDrainBytes,
                maxTurnWrites,
                maxReadEntries,
                maxPinnedBytes,
                slow,
                maxReplayBytes,
                stalledAfter,
                heartbeat,
                retry,
                idempotencyAge,
                maxIdempotencyKeys);
    }
}
