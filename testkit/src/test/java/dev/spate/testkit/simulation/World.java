package dev.spate.testkit.simulation;

import dev.spate.hub.Authorizer;
import dev.spate.hub.Decision;
import dev.spate.hub.Hub;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Matcher;
import dev.spate.hub.Position;
import dev.spate.hub.Principal;
import dev.spate.hub.SteppedHub;
import dev.spate.hub.Topic;
import dev.spate.hub.UnknownId;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.FakeTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One hub on one thread, with everything that it stands on and everybody who uses it, and the truth about it.
///
/// Owner: the simulation's thread.
final class World {
    private final Chance chance;
    private final Coverage coverage;
    private final Setting setting;
    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();
    private final List<SteppedLoop> loops = List.of(new SteppedLoop(), new SteppedLoop());
    private final Errands errands;
    private final Errands readers;
    private final Errands writer;
    private final Alarms alarms = new Alarms(ticker);
    private final Ledger ledger = new Ledger(this::first, this::onShown);
    private final Desk desk;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Map<Principal, Subscriber> byPrincipal = new HashMap<>();
    private final LogRoom logs;
    private Seat seat = new Seat(this);
    private @Nullable Hub hub;
    private @Nullable Runnable step;
    private @Nullable Violation failure;
    private boolean isEnding;
    private boolean isClosed;
    private int era;
    private int jumps;

    World(Chance chance, Coverage coverage) {
        this.chance = chance;
        this.coverage = coverage;
        this.setting = Setting.by(chance);
        this.errands = new Errands(2, chance);
        this.readers = new Errands(2, chance);
        this.writer = new Errands(1, chance);
        this.desk = new Desk(this, chance);
        this.logs = new LogRoom(this, setting, chance);
        for (int number = 0; number < setting.subscribers(); number++) {
            var traits = setting.subscriber(chance, "client" + number);
            var subscriber = new Subscriber(this, traits, loops.get(number % loops.size()));
            subscribers.add(subscriber);
            byPrincipal.put(subscriber.principal(), subscriber);
        }
    }

    // The hub.

    void begin() {
        isEnding = false;
        isClosed = false;
        seat = new Seat(this);
        var builder = Hub.builder()
                .log(logs.open())
                .readers(readers)
                .limits(setting.limits())
                .unknownId(setting.unknownId())
                .authorizer(new Grants())
                .listener(new Witness(this))
                .ticker(ticker)
                .clock(clock);
        hub = SteppedHub.build(builder, seat, alarms::after);
    }

    /// Ends the hub, and everything that goes with it.
    void end() {
        isEnding = true;
        isClosed = true;
        hub().close();
        seat.let();
    }

    /// Ends what is left of a hub that has been closed.
    void clearUp() {
        while (runAnything()) {
            // Everybody is cut off.
        }
        if (desk.unanswered() > 0) {
            throw failed(new Violation(desk.unanswered() + " publications without an answer after the end"));
        }
        for (var subscriber : subscribers) {
            subscriber.afterEnd(chance.oneIn(2));
            if (subscriber.session() != null) {
                throw failed(new Violation(subscriber + " is still there after the end"));
            }
        }
        loops.forEach(SteppedLoop::clear);
        alarms.clear();
        logs.afterEnd();
        era++;
    }

    private boolean runAnything() {
        return loops.get(0).runOne()
                || loops.get(1).runOne()
                || readers.runOne()
                || errands.runOne()
                || writer.runOne();
    }

    /// The process is gone, and all that it was about to do.
    ///
    /// @param isPowerCut whether the disk loses what was not forced
    void lose(boolean isPowerCut) {
        isEnding = true;
        isClosed = true;
        era++;
        seat.cut();
        desk.loseAnswers();
        subscribers.forEach(Subscriber::loseHub);
        loops.forEach(SteppedLoop::clear);
        List.of(readers, errands, writer).forEach(Errands::clear);
        alarms.clear();
        logs.lose(isPowerCut);
    }

    /// Notes what can be seen of the hub.
    void note() {
        if (first() > 1) {
            coverage.saw(Sight.EVICTED);
        }
        var stats = hub().stats();
        if (stats.replays().begun() > 0) {
            coverage.saw(Sight.BEHIND_THE_WINDOW);
        }
        boolean isLogQuiet = errands.isQuiet() && writer.isQuiet();
        if (stats.queuedPublications() > 0 && isLogQuiet && !isEnding && seat.isAtRest()) {
            coverage.saw(Sight.SEQUENCER_PACED);
        }
    }

    /// Lets the world go on, step by step.
    ///
    /// @param newStep is one step
    /// @param isTime whether it is to go on no longer
    void live(Runnable newStep, BooleanSupplier isTime) {
        step = newStep;
        goOnUntil(isTime);
    }

    void goOnUntil(BooleanSupplier isTime) {
        while (!isTime.getAsBoolean()) {
            if (failure != null) {
                throw failure;
            }
            if (step == null) {
                throw new AssertionError("no step");
            }
            step.run();
        }
    }

    /// @param principal of one of the subscribers
    Subscriber subscriber(Principal principal) {
        return byPrincipal.get(principal);
    }

    /// Something that must never be has been.
    Violation failed(Violation violation) {
        if (failure == null) {
            failure = violation;
        }
        return violation;
    }

    @Nullable
    Violation failure() {
        return failure;
    }

    private void onShown(Shown one) {
        desk.onShown(one);
    }

    // What its parts ask.

    Chance chance() {
        return chance;
    }

    Coverage coverage() {
        return coverage;
    }

    Setting setting() {
        return setting;
    }

    Hub hub() {
        var running = hub;
        if (running == null) {
            throw new AssertionError("no hub");
        }
        return running;
    }

    Seat seat() {
        return seat;
    }

    LogRoom logs() {
        return logs;
    }

    Ledger ledger() {
        return ledger;
    }

    Desk desk() {
        return desk;
    }

    Errands errands() {
        return errands;
    }

    Errands readers() {
        return readers;
    }

    /// The one thread of a log in files.
    Errands writer() {
        return writer;
    }

    Alarms alarms() {
        return alarms;
    }

    FakeTicker ticker() {
        return ticker;
    }

    FakeClock clock() {
        return clock;
    }

    List<SteppedLoop> loops() {
        return loops;
    }

    SteppedLoop anyLoop() {
        return chance.oneOf(loops);
    }

    List<Subscriber> subscribers() {
        return subscribers;
    }

    Instant now() {
        return clock.instant();
    }

    long nanos() {
        return ticker.nanos();
    }

    int era() {
        return era;
    }

    boolean isEnding() {
        return isEnding;
    }

    boolean isClosed() {
        return isClosed;
    }

    void drains() {
        isEnding = true;
    }

    HubLimits limits() {
        return setting.limits();
    }

    int maxDataBytes() {
        return limits().maxDataBytes();
    }

    int maxKeys() {
        return limits().maxIdempotencyKeys();
    }

    long keyAgeNanos() {
        return limits().idempotencyAge().toNanos();
    }

    long maxPinnedBytes() {
        return limits().maxPinnedBytes();
    }

    long stalledAfterSeconds() {
        return limits().stalledAfter().toSeconds();
    }

    long pinnedBytes() {
        return hub().stats().pinnedBytes();
    }

    boolean goesOnNow() {
        return setting.unknownId() == UnknownId.NOW;
    }

    boolean hasClockJumped() {
        return jumps > 0;
    }

    /// The wall clock jumps.
    void jump(Duration by) {
        jumps++;
        coverage.saw(Sight.CLOCK_JUMPED);
        clock.advance(by);
    }

    boolean mayReadAhead() {
        return logs.mayReadAhead();
    }

    boolean mayFailAppends() {
        return logs.mayFailAppends();
    }

    /// Whether a subscriber may be sent away for want of room, or for a log that cannot be read.
    boolean mayRefuse() {
        return isEnding
                || logs.isPowerOff()
                || logs.mayFailReads()
                || subscribers.size() > limits().maxSubscriptions()
                || !hub().isReady();
    }

    long head() {
        return hub().head().offset();
    }

    long first() {
        return logs.bounds().first();
    }

    Moment moment() {
        return new Moment(head(), first(), logs.bounds().head());
    }

    EpochHistory epochs() {
        return logs.epochs();
    }

    Position at(long offset) {
        return epochs().at(offset);
    }

    /// Shows private events to whom they are granted.
    private final class Grants implements Authorizer {
        @Override
        public CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics) {
            return CompletableFuture.completedStage(new Decision.Allowed(List.of()));
        }

        @Override
        public CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers) {
            var subscriber = byPrincipal.get(principal);
            return CompletableFuture.completedStage(
                    new Decision.Allowed(subscriber.wants().grants()));
        }
    }
}
