package dev.spate.testkit.simulation;

import dev.spate.hub.Position;
import dev.spate.hub.StartAt;
import dev.spate.hub.spi.EpochHistory.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a subscriber has to begin, by the rule, looked up the long way: noted when it asks, compared when it is
/// answered.
///
/// Owner: the simulation's thread.
final class Beginning {
    private final World world;
    private final Wants wants;
    private final StartAt start;
    private final Moment asked;
    private final Instant now;
    /// What a last id means; null where there is none, or it cannot be known.
    private final @Nullable Meaning meaning;

    /// What a last id means.
    private enum Meaning {
        HOLDS,
        OWN_ID,
        LOST,
        /// An id that somebody gave, in a log that can be read ahead of its tail, or that took something while it
        /// looked.
        UNCLEAR
    }

    Beginning(World world, Wants wants, StartAt start) {
        this.world = world;
        this.wants = wants;
        this.start = start;
        this.asked = world.moment();
        this.now = world.now();
        this.meaning = start instanceof StartAt.After(String id) ? meaningOf(id) : null;
    }

    private Meaning meaningOf(String id) {
        if (!id.startsWith("#") && isRetainedId(id)) {
            return Meaning.OWN_ID;
        }
        if (id.startsWith("own") && world.mayReadAhead()) {
            return Meaning.UNCLEAR;
        }
        var position = Position.parse(id);
        if (position.isEmpty()) {
            return Meaning.LOST;
        }
        boolean holds = switch (world.epochs().standing(position.get())) {
            case Standing.Holds(long offset) -> offset <= Math.max(asked.head(), asked.windowHead());
            case Standing.Ended ended -> false;
            case Standing.Foreign foreign -> false;
        };
        return holds ? Meaning.HOLDS : Meaning.LOST;
    }

    /// Whether an entry with an id of its publisher's own is retained.
    private boolean isRetainedId(String id) {
        var newest = world.ledger().newestOf(id);
        return newest != null && newest.offset() >= asked.first();
    }

    /// Whether what a subscriber had last is not known any more, though its id is: it was used again after that.
    boolean isForgotten(long upTo) {
        return start instanceof StartAt.After(String id) && meaning == Meaning.OWN_ID && firstUse(id) > upTo;
    }

    /// An id that was none may have become one while the log looked for it.
    private @Nullable Meaning meaningWhenAnswered() {
        boolean isOwn = start instanceof StartAt.After(String id) && id.startsWith("own");
        return meaning == Meaning.LOST && isOwn && !asked.equals(world.moment()) ? Meaning.UNCLEAR : meaning;
    }

    private long firstUse(String id) {
        var newest = world.ledger().newestOf(id);
        return newest == null ? 0 : newest.firstUse;
    }

    /// What a judge of the session has to know.
    ///
    /// @param after where the hub lets it begin
    Judge judge(String name, long after) {
        var judge = new Judge(world, name, wants, after);
        boolean isUnclear = meaning == Meaning.OWN_ID && !asked.equals(world.moment());
        var answered = meaningWhenAnswered();
        if (answered == Meaning.LOST) {
            judge.oweGap();
        } else if (answered == Meaning.UNCLEAR || isUnclear) {
            judge.mayOweGap();
        }
        if (start instanceof StartAt.Snapshot) {
            judge.wantsSnapshot(world.head());
        } else if (!(start instanceof StartAt.Now) && !(start instanceof StartAt.After)) {
            judge.wantsWhatIsRetained();
        }
        return judge;
    }

    /// Says what is wrong with where the hub lets it begin; empty if nothing is.
    String objection(long after) {
        var answered = world.moment();
        boolean isUnchanged = answered.equals(asked) && !world.mayReadAhead();
        return switch (start) {
            case StartAt.Now() -> see(Sight.START_NOW, isBetween(asked.windowHead(), after, answered.windowHead()));
            case StartAt.Earliest() ->
                see(Sight.START_EARLIEST, isBetween(asked.first() - 1, after, answered.first() - 1));
            case StartAt.Snapshot() ->
                see(Sight.START_SNAPSHOT, isBetween(asked.first() - 1, after, answered.first() - 1));
            case StartAt.Last(int count) ->
                see(Sight.START_LAST, isUnchanged ? after == beforeLast(count) : after >= asked.first() - 1);
            case StartAt.Since(Instant moment) ->
                see(Sight.START_SINCE, !isUnchanged || after == beforeTime(moment.toEpochMilli()));
            case StartAt.Ago ago ->
                see(
                        Sight.START_AGO,
                        !isUnchanged || after == beforeTime(now.minus(ago.age()).toEpochMilli()));
            case StartAt.After(String id) -> objectionTo(id, after, answered);
        };
    }

    private static boolean isBetween(long least, long value, long most) {
        return value >= least && value <= most;
    }

    private String see(Sight sight, boolean isRight) {
        world.coverage().saw(sight);
        return isRight ? "" : "asked at " + asked + ", answered at " + world.moment();
    }

    private String objectionTo(String id, long after, Moment answered) {
        return switch (meaningWhenAnswered()) {
            case HOLDS -> {
                var position = Position.parse(id).orElseThrow();
                world.coverage().saw(after < answered.first() - 1 ? Sight.START_EXPIRED : Sight.START_POSITION);
                yield see(
                        id.startsWith("#") ? Sight.START_POSITION : Sight.START_UNMARKED_POSITION,
                        position.offset() == after);
            }
            case OWN_ID ->
                see(Sight.START_OWN_ID, (isUseOf(id, after) && after <= firstUse(id)) || !answered.equals(asked));
            case LOST -> {
                boolean isForeign = id.startsWith("#");
                long kept = Position.parse(id).map(this::keptOf).orElse(0L);
                yield see(
                        isForeign ? Sight.START_OTHER_EPOCH : Sight.START_UNKNOWN_ID,
                        world.goesOnNow()
                                ? isBetween(asked.windowHead(), after, answered.windowHead())
                                : isBetween(asked.first() - 1, after, answered.first() - 1) || after == kept);
            }
            case UNCLEAR -> "";
            case null -> throw new AssertionError(start);
        };
    }

    private long keptOf(Position position) {
        return world.epochs().standing(position) instanceof Standing.Ended(long kept) ? kept : 0;
    }

    private boolean isUseOf(String id, long offset) {
        var ledger = world.ledger();
        int index = ledger.indexAfter(offset - 1);
        return index < ledger.size()
                && ledger.get(index).offset() == offset
                && ledger.get(index).letter.ownId().equals(id);
    }

    private long beforeLast(int count) {
        var ledger = world.ledger();
        int left = count;
        for (int index = ledger.size() - 1; index >= 0; index--) {
            var one = ledger.get(index);
            if (one.offset() < asked.first()) {
                break;
            }
            left -= wants.take(one.letter.publication) ? 1 : 0;
            if (left == 0) {
                return one.offset() - 1;
            }
        }
        return asked.first() - 1;
    }

    private long beforeTime(long millis) {
        var ledger = world.ledger();
        for (int index = ledger.indexAfter(asked.first() - 1); index < ledger.size(); index++) {
            if (ledger.get(index).timeMillis >= millis) {
                return ledger.get(index).offset() - 1;
            }
        }
        return asked.head();
    }
}
