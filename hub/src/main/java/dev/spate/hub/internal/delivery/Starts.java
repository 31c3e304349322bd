package dev.spate.hub.internal.delivery;

import dev.spate.hub.Position;
import dev.spate.hub.StartAt;
import dev.spate.hub.UnknownId;
import dev.spate.hub.spi.EpochHistory.Standing;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.Missing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Turns where a subscriber wants to begin into an offset, and into a gap where that cannot be had. Thread-safe:
/// immutable.
public final class Starts {
    private static final int MAX_ID_LENGTH = 128;

    private final EventLog log;
    private final Window window;
    private final UnknownId unknownId;
    private final InstantSource clock;

    /// Where a subscription begins. Thread-safe: immutable.
    ///
    /// @param after the offset after which it begins
    /// @param claim what the subscriber may expect to be given
    /// @param gap what it is to be told first, or null
    record Start(long after, Claim claim, @Nullable Gap gap) {}

    /// @param clock tells the time to those who begin so long ago
    public Starts(EventLog log, Window window, UnknownId unknownId, InstantSource clock) {
        this.log = log;
        this.window = window;
        this.unknownId = unknownId;
        this.clock = clock;
    }

    /// @return completes with the start
    CompletionStage<Start> resolve(StartAt start, Filter filter) {
        return switch (start) {
            case StartAt.Now() -> done(new Start(window.head(), Claim.FROM_NOW, null));
            case StartAt.Earliest() -> done(new Start(beforeEarliest(), Claim.WHAT_IS_RETAINED, null));
            // Its position is that before the oldest: who comes back with it has seen nothing.
            case StartAt.Snapshot() -> done(new Start(beforeEarliest(), Claim.NEWEST_OF_KEYS, null));
            case StartAt.Last(int count) ->
                log.beforeLast(filter, count).thenApply(offset -> new Start(offset, Claim.WHAT_IS_RETAINED, null));
            case StartAt.Since(Instant moment) -> since(moment);
            case StartAt.Ago(Duration age) -> since(clock.instant().minus(age));
            case StartAt.After(String lastId) -> after(lastId);
        };
    }

    private CompletionStage<Start> since(Instant moment) {
        return log.beforeTime(moment.toEpochMilli())
                .thenApply(offset -> new Start(offset, Claim.WHAT_IS_RETAINED, null));
    }

    private CompletionStage<Start> after(String lastId) {
        if (lastId.startsWith("#")) {
            return done(Position.parse(lastId).map(this::at).orElseGet(() -> lost(Gap.UNKNOWN_ID, "")));
        }
        if (lastId.isEmpty() || lastId.length() > MAX_ID_LENGTH) {
            return done(lost(Gap.UNKNOWN_ID, ""));
        }
        return log.find(lastId)
                .thenApply(found -> found.map(offset -> new Start(offset, Claim.AFTER_ID, null))
                        .or(() -> ofOwnEpoch(lastId).map(this::at))
                        .orElseGet(() -> lost(Gap.UNKNOWN_ID, "")));
    }

    /// A position that lost its `#` on the way: an id that nobody gave is read as one only if its epoch is known.
    private Optional<Position> ofOwnEpoch(String lastId) {
        return Position.parse(lastId)
                .filter(position -> !(log.epochs().standing(position) instanceof Standing.Foreign));
    }

    private Start at(Position position) {
        return switch (log.epochs().standing(position)) {
            case Standing.Holds(long offset) when offset <= newest() -> new Start(offset, Claim.AFTER_ID, null);
            case Standing.Holds(long offset) -> lost(Gap.UNKNOWN_ID, position.text());
            case Standing.Ended(long kept) -> endedAt(kept, position);
            case Standing.Foreign() -> lost(Gap.EPOCH, position.text());
        };
    }

    /// The id lies beyond what is kept of its epoch: what is kept after it begins with the next epoch.
    private Start endedAt(long kept, Position position) {
        long after = unknownId == UnknownId.NOW ? window.head() : Math.max(kept, beforeEarliest());
        return new Start(after, Claim.AFTER_ID, gap(Gap.EPOCH, position.text(), after));
    }

    private Start lost(String reason, String from) {
        long after = unknownId == UnknownId.NOW ? window.head() : beforeEarliest();
        return new Start(after, Claim.AFTER_ID, gap(reason, from, after));
    }

    private Gap gap(String reason, String from, long to) {
        return new Gap(reason, from, log.epochs().at(to), Missing.UNKNOWN);
    }

    private long beforeEarliest() {
        return log.bounds().first() - 1;
    }

    private long newest() {
        return Math.max(window.head(), log.bounds().head());
    }

    private static CompletionStage<Start> done(Start start) {
        return CompletableFuture.completedStage(start);
    }
}
