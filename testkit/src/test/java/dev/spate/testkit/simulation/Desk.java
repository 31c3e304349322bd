package dev.spate.testkit.simulation;

import dev.spate.hub.Position;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Topic;
import dev.spate.wire.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The publishers: what they send, what they send again, and whether what they are answered is true.
///
/// Owner: the simulation's thread.
final class Desk {
    private static final List<Principal> PUBLISHERS = List.of(new Principal("ann"), new Principal("bob"));
    private static final List<String> TOPICS = List.of("a/1", "a/1", "a/2", "a/2", "b/2", "c");
    private static final String ELSEWHERE = "elsewhere";
    private static final int REMEMBERED = 12;
    private static final int LARGE = 6_000;

    private final World world;
    private final Ledger ledger;
    private final Chance chance;
    private final List<Letter> recent = new ArrayList<>();
    private final Map<String, Used> keys = new HashMap<>();
    /// Letters that were said to be at positions that have not come out of the tail yet.
    private final Map<Position, Letter> promised = new HashMap<>();
    private final Map<String, Integer> keysOf = new HashMap<>();
    private int keysRemembered;
    private int unanswered;
    private int ids;

    /// What became of an idempotency key.
    private static final class Used {
        final Set<Letter> letters = new LinkedHashSet<>();
        final List<Shown> shown = new ArrayList<>();
        /// Whether it may be in the log without that anybody was told.
        boolean isInDoubt;
        /// Whether another hub has to find it in the log.
        boolean isOfOtherHub;
        /// Whether it cannot: the log is another one, or did not have it yet when the hub looked.
        boolean isLost;
        /// What is on its way through the log.
        final Deque<Append> appends = new ArrayDeque<>();
        /// When the last one that came out of the tail was given to the log.
        long nanos;
        int number;
    }

    /// @param nanos when it was given to the log: a hub remembers it not before that
    /// @param isUnanswered whether the hub will not be told that it is there, and has to look
    private record Append(long nanos, boolean isUnanswered) {}

    Desk(World world, Chance chance) {
        this.world = world;
        this.ledger = world.ledger();
        this.chance = chance;
    }

    int unanswered() {
        return unanswered;
    }

    /// Publishes something new.
    void publish() {
        var who = chance.oneOf(PUBLISHERS);
        var letter = write(who.name());
        recent.add(letter);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
        send(who, letter);
        if (letter.hasIdempotencyKey() && chance.oneIn(8)) {
            world.coverage().saw(Sight.REPEATED_AT_ONCE);
            send(who, letter);
        }
    }

    /// Publishes something once more that has an idempotency key, as one does who got no answer, or lost it.
    void repeat() {
        if (recent.isEmpty()) {
            return;
        }
        var letter = chance.oneOf(recent);
        if (letter.hasIdempotencyKey()) {
            send(new Principal(letter.principal), letter);
        }
    }

    /// Writes something that somebody else puts into the log.
    Letter writeElsewhere() {
        var letter = write(ELSEWHERE);
        letter.possible++;
        return letter;
    }

    private Letter write(String principal) {
        int number = ledger.nextNumber();
        var topics = new ArrayList<Topic>();
        topics.add(new Topic(chance.oneOf(TOPICS)));
        if (chance.oneIn(6)) {
            topics.add(new Topic(chance.oneOf(TOPICS)));
        }
        var publication = Publication.of(topics, Event.of(number + ":" + "x".repeat(length())));
        if (chance.oneIn(4)) {
            publication = publication.withType("up");
        }
        if (chance.oneIn(2)) {
            publication = publication.withKey(chance.oneOf("k", "l", "m"));
        }
        if (chance.oneIn(6)) {
            publication = publication.asPrivate();
        }
        if (chance.oneIn(6)) {
            publication = publication.withId(ownId());
        }
        if (chance.oneIn(2)) {
            publication = publication.withIdempotencyKey(idempotencyKey(principal));
        }
        var letter = new Letter(number, principal, publication);
        ledger.add(letter);
        if (letter.hasIdempotencyKey()) {
            used(letter).letters.add(letter);
        }
        return letter;
    }

    private int length() {
        if (chance.oneIn(60)) {
            return world.maxDataBytes();
        }
        return chance.below(chance.oneIn(10) ? LARGE : world.setting().length());
    }

    private String ownId() {
        boolean isUsedAgain = ids > 0 && chance.oneIn(4);
        if (isUsedAgain) {
            world.coverage().saw(Sight.OWN_ID_TWICE);
        }
        return "own" + (isUsedAgain ? chance.below(ids) : ids++);
    }

    /// Unique for each principal; the other ones use the same.
    private String idempotencyKey(String principal) {
        if (chance.oneIn(12) && keysOf.containsKey(principal)) {
            return "key" + chance.between(1, keysOf.get(principal));
        }
        int count = keysOf.merge(principal, 1, Integer::sum);
        if (keysOf.values().stream().anyMatch(other -> other > count)) {
            world.coverage().saw(Sight.SAME_KEY_OF_OTHERS);
        }
        return "key" + count;
    }

    private void send(Principal who, Letter letter) {
        unanswered++;
        letter.unanswered++;
        int era = world.era();
        if (chance.oneIn(3)) {
            var loop = world.anyLoop();
            loop.run(() -> world.hub().publish(who, letter.publication, loop, result -> answered(letter, era, result)));
        } else {
            world.hub().publish(who, letter.publication).thenAccept(result -> answered(letter, era, result));
        }
    }

    /// The process that was to answer is gone.
    void loseAnswers() {
        unanswered = 0;
        for (var letter : ledger.letters()) {
            if (letter.unanswered > 0) {
                letter.possible += letter.unanswered;
                letter.unanswered = 0;
                doubt(letter);
            }
        }
    }

    private void answered(Letter letter, int era, PublishResult result) {
        if (era != world.era()) {
            return;
        }
        unanswered--;
        letter.unanswered--;
        try {
            judge(letter, result);
        } catch (Violation violation) {
            // Whoever completes the stage would keep it for itself.
            world.failed(violation);
        }
    }

    private void judge(Letter letter, PublishResult result) {
        switch (result) {
            case PublishResult.Accepted(var position, var id) -> {
                world.coverage().saw(Sight.ACCEPTED);
                letter.possible++;
                requireId(letter, position, id);
                expect(letter, position);
            }
            case PublishResult.Duplicate(var position, var id) -> {
                world.coverage().saw(Sight.DUPLICATE);
                require(letter.hasIdempotencyKey(), letter + ": a duplicate without a key");
                requireId(letter, position, id);
                expect(letter, position);
            }
            case PublishResult.Refused(var reason, var detail) -> refused(letter, reason, detail);
        }
    }

    private void requireId(Letter letter, Position position, String id) {
        String expected = letter.ownId().isEmpty() ? position.text() : letter.ownId();
        require(id.equals(expected), letter + ": answered with " + id + " (expected: " + expected + ")");
    }

    private void expect(Letter letter, Position position) {
        var there = ledger.at(position);
        if (there == null) {
            promised.put(position, letter);
        } else {
            requireSame(letter, there);
        }
    }

    private void requireSame(Letter letter, Shown there) {
        require(there.letter == letter, letter + ": said to be at " + there.position + ", where there is " + there);
    }

    private void refused(Letter letter, PublishResult.Reason reason, String detail) {
        switch (reason) {
            case OVERLOADED -> see(Sight.REFUSED_OVERLOADED, true);
            case CLOSING -> see(Sight.REFUSED_CLOSING, world.isEnding());
            case TOO_LARGE -> see(Sight.REFUSED_TOO_LARGE, letter.data().length() > world.maxDataBytes());
            case LOG_FAILED -> {
                see(Sight.REFUSED_LOG_FAILED, world.mayFailAppends() || world.isEnding());
                letter.possible++;
                doubt(letter);
                if (world.isClosed() && letter.hasIdempotencyKey()) {
                    // It may be on its way into a log that others use too.
                    used(letter).isLost = true;
                }
            }
            case KEY_REUSED -> see(Sight.REFUSED_KEY_REUSED, isKeyOfOthers(letter));
            case DENIED -> require(false, letter + ": " + detail);
        }
    }

    /// Whether its principal has used its idempotency key for something else.
    private boolean isKeyOfOthers(Letter letter) {
        return letter.hasIdempotencyKey() && used(letter).letters.stream().anyMatch(other -> other != letter);
    }

    private void see(Sight sight, boolean isRight) {
        world.coverage().saw(sight);
        require(isRight, "refused: " + sight);
    }

    private void doubt(Letter letter) {
        if (letter.hasIdempotencyKey()) {
            used(letter).isInDoubt = true;
        }
    }

    private Used used(Letter letter) {
        return keys.computeIfAbsent(letter.principal + "\n" + letter.publication.idempotencyKey(), key -> new Used());
    }

    /// An entry came out of the tail.
    void onShown(Shown one) {
        var letter = one.letter;
        var expected = promised.remove(one.position);
        if (expected != null) {
            requireSame(expected, one);
        }
        if (letter.hasIdempotencyKey()) {
            onKey(one, used(letter));
        }
    }

    /// A log is given these, of which it will have all or none.
    ///
    /// @param isUnanswered whether it will have them, and nobody is told
    void onAppend(List<Publication> batch, boolean isUnanswered) {
        for (var publication : batch) {
            var letter = ledger.letterOf(publication.event().data());
            if (letter.hasIdempotencyKey()) {
                used(letter).appends.add(new Append(world.nanos(), isUnanswered));
            }
        }
    }

    /// A log was given these, and says that it does not have them: it may have them all the same.
    void onFailedAppend(List<Publication> batch) {
        for (var publication : batch) {
            var letter = ledger.letterOf(publication.event().data());
            if (letter.hasIdempotencyKey()) {
                used(letter).appends.poll();
            }
        }
    }

    /// The log has come back after its process was gone.
    ///
    /// @param mayLose whether it may have lost what was acknowledged
    void comeBack(boolean mayLose) {
        require(mayLose || promised.isEmpty(), "acknowledged, and gone after the process was: " + promised);
        promised.clear();
        for (var used : keys.values()) {
            used.appends.clear();
            used.shown.removeIf(one -> !one.letter.shown.contains(one));
        }
    }

    private boolean isForgotten(Used used, long appendedNanos) {
        boolean isPushedOut = keysRemembered - used.number >= world.maxKeys();
        boolean isOld = appendedNanos - used.nanos >= world.keyAgeNanos();
        boolean isReadAgain = used.isInDoubt || used.isOfOtherHub;
        boolean isEvicted = used.shown.getLast().offset() < world.first();
        return isPushedOut || isOld || used.isLost || (isReadAgain && (isEvicted || world.hasClockJumped()));
    }

    private void onKey(Shown one, Used used) {
        // What others put into the log was given to it when it came out, for all that is known.
        var append = used.appends.isEmpty() ? new Append(world.nanos(), false) : used.appends.remove();
        long appendedNanos = append.nanos();
        if (!used.shown.isEmpty()) {
            require(
                    isForgotten(used, appendedNanos) || one.letter.principal.equals(ELSEWHERE),
                    one + ": twice with its idempotency key, after " + used.shown + ", "
                            + (keysRemembered - used.number) + " of " + world.maxKeys() + " keys and "
                            + (appendedNanos - used.nanos) / 1_000_000 + " of " + world.keyAgeNanos() / 1_000_000
                            + " ms ago");
            world.coverage().saw(Sight.KEY_FORGOTTEN);
        }
        keysRemembered++;
        used.number = keysRemembered;
        used.nanos = appendedNanos;
        used.isInDoubt = append.isUnanswered();
        used.isOfOtherHub = false;
        used.isLost = false;
        used.shown.add(one);
    }

    /// The hub has ended: keys are remembered no longer.
    ///
    /// @param isLogLost whether the next one has another log
    void forgetLog(boolean isLogLost) {
        for (var used : keys.values()) {
            used.isOfOtherHub = true;
            used.isLost |= isLogLost;
            if (isLogLost) {
                used.appends.clear();
            }
        }
        if (isLogLost) {
            promised.clear();
        }
    }

    /// Everything is quiet: whatever was said must have come true.
    void finish() {
        require(unanswered == 0, unanswered + " publications without an answer");
        require(promised.isEmpty(), "said to be in the log, and never came out of its tail: " + promised);
        for (var letter : ledger.letters()) {
            if (letter.timesShown > letter.possible) {
                require(false, letter + ": in the log " + letter.timesShown + " times, of " + letter.possible);
            }
        }
    }

    private void require(boolean isSo, String what) {
        if (!isSo) {
            throw world.failed(new Violation(what));
        }
    }
}
