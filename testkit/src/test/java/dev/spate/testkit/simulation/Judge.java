package dev.spate.testkit.simulation;

import dev.spate.hub.Position;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import dev.spate.wire.ReceivedEvent;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges what one session is given, at the moment when the hub writes it: in order, nothing twice, nothing that is not
/// for it, and nothing passed over that no gap covers.
///
/// A shared log can be read ahead of its tail: what is given before the truth is known is judged once it is.
///
/// Owner: the simulation's thread.
final class Judge {
    /// The offset of an event with an id of its publisher's own that has not come out of the tail yet.
    static final long UNKNOWN = -1;

    private final World world;
    private final Ledger ledger;
    private final String name;
    private final Wants wants;
    private final long start;
    private final ArrayDeque<Postponed> postponed = new ArrayDeque<>();
    private final Set<Shown> maybeGiven = new HashSet<>();
    /// Everything up to this offset was given, or covered.
    private long upTo;
    /// What the next event says about where the subscriber is: everything up to there is known to it.
    private long told;
    /// Whether it is to be told that its last id is none, before anything else.
    private boolean owesGap;
    private boolean mayOweGap;
    /// Whether what was evicted before it began to read is none of its business.
    private boolean isRetainedOnly;
    private boolean hasBegun;
    /// What it is not given up to here is none of its business, or it has been told by the listener alone.
    private long excusedUpTo;
    /// Up to here it is to be given the newest of each key, and nothing else.
    private long snapshotUpTo = UNKNOWN;
    private long written;
    private boolean isCovered;
    private long skipped;
    private long toldSkipped;

    private record Postponed(long offset, @Nullable Letter letter, Runnable check) {}

    Judge(World world, String name, Wants wants, long after) {
        this.world = world;
        this.ledger = world.ledger();
        this.name = name;
        this.wants = wants;
        this.start = after;
        this.upTo = after;
        this.told = after;
    }

    /// It is to be told that its id is none.
    void oweGap() {
        owesGap = true;
    }

    /// It cannot be known whether its id is one.
    void mayOweGap() {
        mayOweGap = true;
    }

    boolean owes() {
        return owesGap || mayOweGap;
    }

    void wantsWhatIsRetained() {
        isRetainedOnly = true;
    }

    void wantsSnapshot(long newSnapshotUpTo) {
        snapshotUpTo = newSnapshotUpTo;
        isRetainedOnly = true;
    }

    void isWritten(int bytes) {
        written += bytes;
    }

    /// Takes an event as the hub writes it.
    ///
    /// @return the offset up to which whoever has it has everything
    long take(ReceivedEvent event) {
        switch (event.type()) {
            case "spate.open" -> takeOpen(event);
            case "spate.gap" -> takeGap(event);
            case "spate.position" -> takePosition(event);
            case "spate.lag" -> takeLag(event);
            case "spate.conflated" -> takeConflated(event);
            case "spate.close" -> world.coverage().saw(Sight.CLOSE_TOLD);
            default -> takeLetter(event);
        }
        return told;
    }

    private void takeOpen(ReceivedEvent event) {
        require(wants.request().signals() == Signals.ALL, "an opening that was not asked for");
        require(!hasBegun, "an opening that is not the first");
        require(Position.parse(Json.text(event.data(), "position")).isPresent(), "no position: " + event.data());
        world.coverage().saw(Sight.OPEN_TOLD);
    }

    private void takeLag(ReceivedEvent event) {
        require(wants.request().signals() == Signals.ALL, "a lag that was not asked for");
        require(Json.number(event.data(), "behind") > 0, "a lag of nothing: " + event.data());
        require(Json.number(event.data(), "bytes") > 0, "a lag of nothing: " + event.data());
        world.coverage().saw(Sight.LAG_TOLD);
    }

    private void takeConflated(ReceivedEvent event) {
        require(wants.request().signals() == Signals.ALL, "what was left out, though it did not ask");
        require(wants.slow() == SlowPolicy.CONFLATE, "left out, under " + wants.slow());
        toldSkipped += Json.number(event.data(), "skipped");
        world.coverage().saw(Sight.CONFLATED_TOLD);
    }

    private void takeLetter(ReceivedEvent event) {
        require(!owesGap, "an event before the gap that is owed");
        var letter = ledger.letterOf(event.data());
        String id = event.lastEventId();
        String type = letter.publication.event().type();
        boolean isPosition = id.startsWith("#");
        if (!type.equals(event.type()) || !letter.ownId().equals(isPosition ? "" : id)) {
            throw violation("was given " + letter + " as " + event.type() + " with the id " + id);
        }
        begin();
        if (isPosition) {
            var position = Position.parse(id).orElseThrow();
            told = position.offset();
            when(told, null, () -> give(ledger.at(position), letter));
        } else {
            var next = nextOf(letter);
            told = next == null ? UNKNOWN : next.offset();
            when(told, letter, () -> {
                var given = nextOf(letter);
                if (given != null) {
                    doubtLaterOnes(letter, given);
                }
                give(given, letter);
            });
        }
    }

    /// The entry of a letter that is to come next: the first one of those that may.
    private @Nullable Shown nextOf(Letter letter) {
        for (var one : letter.shown) {
            if (mayBeNext(one)) {
                return one;
            }
        }
        return null;
    }

    private boolean mayBeNext(Shown one) {
        return one.offset() > upTo && one.offset() <= ledger.head() && !isLeftOutOfSnapshot(one);
    }

    /// A letter that is in the log several times under its own id cannot be told apart: where everything before a later
    /// one need not have been given, it may be that one, which need not be given any more.
    private void doubtLaterOnes(Letter letter, Shown given) {
        for (var one : letter.shown) {
            if (one.offset() > given.offset() && mayBeNext(one) && isAllExcusedBefore(one.offset())) {
                maybeGiven.add(one);
            }
        }
    }

    private boolean isAllExcusedBefore(long offset) {
        for (int index = ledger.indexAfter(upTo); index < ledger.size(); index++) {
            var one = ledger.get(index);
            if (one.offset() >= offset) {
                return true;
            }
            boolean isOfPast = one.offset() <= excusedUpTo || (one.offset() <= snapshotUpTo && isOutOfSnapshot(one));
            if (wants.take(one.letter.publication) && !isOfPast) {
                return false;
            }
        }
        return true;
    }

    private void give(@Nullable Shown given, Letter letter) {
        if (given == null || given.letter != letter || given.offset() <= upTo) {
            throw violation("was given " + letter + " where there is " + given + ", after " + upTo);
        }
        if (!wants.take(letter.publication)) {
            throw violation("was given " + letter + ", which is not for it");
        }
        if (isLeftOutOfSnapshot(given)) {
            throw violation("was given " + given + " with the id " + letter.ownId() + ", replaced by " + given.newer
                    + ", which is not in the snapshot up to " + snapshotUpTo + ", after " + upTo + ", all: "
                    + letter.shown);
        }
        passOver(given.offset() - 1, given);
        upTo = given.offset();
    }

    private void takePosition(ReceivedEvent event) {
        require(!owesGap, "a position before the gap that is owed");
        var position = Position.parse(Json.text(event.data(), "position")).orElseThrow();
        require(position.text().equals(event.lastEventId()), "position with another id");
        begin();
        told = position.offset();
        when(told, null, () -> {
            require(position.offset() >= upTo, "a position after " + upTo);
            passOver(position.offset(), position);
            upTo = position.offset();
        });
        world.coverage().saw(Sight.POSITION_TOLD);
    }

    private void takeGap(ReceivedEvent event) {
        String reason = Json.text(event.data(), "reason");
        var to = Position.parse(Json.text(event.data(), "to")).orElseThrow();
        require(to.text().equals(event.lastEventId()), "gap with another id");
        require(world.at(to.offset()).equals(to), "gap to " + to + " (expected: " + world.at(to.offset()) + ")");
        long missed = Json.number(event.data(), "missed");
        told = to.offset();
        if (isOfId(reason)) {
            payGap(reason);
            require(told == upTo, "gap to " + told + " of a start after " + upTo);
            require(missed == -1, "a count of what cannot be counted");
        } else {
            require(!owesGap, "another gap than the one that is owed");
            boolean mayJump = mayJump(reason);
            long first = world.first();
            begin();
            when(told, null, () -> cover(to.offset(), missed, mayJump, first));
        }
    }

    /// From now on, what is lost is a gap.
    private void begin() {
        if (isRetainedOnly && !hasBegun) {
            excusedUpTo = Math.max(excusedUpTo, world.first() - 1);
        }
        hasBegun = true;
    }

    private void payGap(String reason) {
        require(owes() && !hasBegun, "a gap for an id that is good: " + reason);
        owesGap = false;
        mayOweGap = false;
    }

    private static boolean isOfId(String reason) {
        return reason.equals("epoch") || reason.equals("unknown-id");
    }

    /// Whether a gap may cover what is still retained.
    private boolean mayJump(String reason) {
        return (reason.equals("expired") && world.goesOnNow())
                || (reason.equals("slow") && wants.slow() == SlowPolicy.DROP)
                || (reason.equals("expired") && isPastBudget());
    }

    private boolean isPastBudget() {
        return written >= world.limits().maxReplayBytes();
    }

    private void cover(long to, long missed, boolean mayJump, long first) {
        require(to > upTo, "a gap to " + to + " after " + upTo);
        long wanted = 0;
        long evicted = 0;
        for (int index = ledger.indexAfter(upTo); index < ledger.size(); index++) {
            var one = ledger.get(index);
            if (one.offset() > to) {
                break;
            }
            boolean isGone = one.offset() < first;
            boolean isWanted = wants.take(one.letter.publication);
            wanted += isWanted ? 1 : 0;
            evicted += isGone && wants.touch(one.letter.publication) ? 1 : 0;
            require(isGone || mayJump || !isWanted, "a gap over " + one + ", which is retained");
        }
        if (mayJump) {
            // Who was in a snapshot is given everything from there on.
            snapshotUpTo = Math.min(snapshotUpTo, to);
            world.coverage().saw(wants.slow() == SlowPolicy.DROP ? Sight.GAP_DROPPED : Sight.GAP_JUMP);
        }
        require(mayJump || evicted > 0 || !wants.isExact(), "a gap to " + to + " after " + upTo + " over nothing");
        // One who is conflated, or in a snapshot, or wants what is retained and has got nothing yet, is past some.
        boolean mayBePast =
                wants.slow() == SlowPolicy.CONFLATE || (isRetainedOnly && upTo == start) || upTo < snapshotUpTo;
        boolean isCounted = missed == -1 || missed == wanted || (mayBePast && missed < wanted);
        require(
                isCounted,
                "a gap of " + missed + " from " + upTo + " to " + to + " (expected: " + wanted + "), begun after "
                        + start + ", retained from " + first);
        isCovered = true;
        upTo = to;
    }

    /// Takes what the listener says to one who takes no signals.
    void takeSilentGap(String reason) {
        if (isOfId(reason)) {
            payGap(reason);
        } else {
            require(!owesGap, "another gap than the one that is owed");
            long jump = mayJump(reason) ? world.head() : 0;
            excusedUpTo = Math.max(excusedUpTo, Math.max(jump, world.first() - 1));
        }
    }

    /// Everything is quiet: what it was to be given it has been given.
    void finish() {
        begin();
        goOn();
        require(postponed.isEmpty(), "events that never came out of the tail");
        passOver(ledger.head(), "the end");
        upTo = ledger.head();
        boolean isTold = wants.request().signals() == Signals.ALL;
        boolean isRight = skipped == toldSkipped || (isCovered && skipped < toldSkipped);
        require(!isTold || isRight, toldSkipped + " said to be left out (expected: " + skipped + ")");
    }

    /// Judges what could not be judged before.
    void goOn() {
        while (!postponed.isEmpty() && isKnown(postponed.getFirst())) {
            postponed.removeFirst().check().run();
        }
    }

    boolean isDone() {
        return postponed.isEmpty();
    }

    private void when(long offset, @Nullable Letter letter, Runnable check) {
        var one = new Postponed(Math.max(offset, replacedUpTo()), letter, check);
        if (postponed.isEmpty() && isKnown(one)) {
            check.run();
        } else {
            require(world.mayReadAhead(), "something that did not come out of the tail yet");
            postponed.add(one);
            world.coverage().saw(Sight.READ_AHEAD);
        }
    }

    private boolean isKnown(Postponed one) {
        return one.offset() <= ledger.head() && (one.letter() == null || nextOf(one.letter()) != null);
    }

    /// Where only the newest of a key is given, that may be one that has not come out of the tail yet.
    private long replacedUpTo() {
        boolean isByKey = snapshotUpTo != UNKNOWN || wants.slow() == SlowPolicy.CONFLATE;
        return isByKey && world.mayReadAhead() ? world.moment().head() : 0;
    }

    private void passOver(long to, Object next) {
        for (int index = ledger.indexAfter(upTo); index < ledger.size(); index++) {
            var one = ledger.get(index);
            if (one.offset() > to) {
                return;
            }
            if (wants.take(one.letter.publication) && !isExcused(one)) {
                throw violation("was not given " + one + " before " + next + ", having had everything to " + upTo
                        + "; retained from " + world.first());
            }
        }
    }

    private boolean isExcused(Shown one) {
        boolean isOfPast = one.offset() <= excusedUpTo || (one.offset() <= snapshotUpTo && isOutOfSnapshot(one));
        if (isOfPast || maybeGiven.contains(one)) {
            return true;
        }
        boolean isConflated = wants.slow() == SlowPolicy.CONFLATE && one.hasKey() && one.newer != null;
        if (isConflated) {
            skipped++;
            world.coverage().saw(Sight.SKIPPED);
        }
        return isConflated;
    }

    /// Whether it must not be given as a part of the snapshot that it lies in.
    private boolean isLeftOutOfSnapshot(Shown one) {
        return one.offset() <= snapshotUpTo && (!one.hasKey() || one.isReplacedBy(snapshotUpTo));
    }

    private boolean isOutOfSnapshot(Shown one) {
        return !one.hasKey() || one.newer != null || one.offset() < world.first();
    }

    private void require(boolean isSo, String what) {
        if (!isSo) {
            throw violation(what);
        }
    }

    private Violation violation(String what) {
        return world.failed(new Violation(name + " " + wants.request() + ": " + what));
    }
}
