package dev.spate.testkit.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// One life by one seed: so many steps in which anything may happen, and now and then rest, in which everything must
/// have come right.
///
/// Owner: the simulation's thread.
final class Life {
    /// So many steps a world may take to come to rest.
    private static final int MAX_RESTLESS = 50_000;
    /// So many seconds it may need for that: what was missed by a second look, and what is tried again.
    private static final int MAX_SECONDS = 3;
    private static final int TRACED = 80;
    /// What an entry takes at most.
    private static final long MAX_ENTRY = 9_000;
    /// So many reads one loop may have under way.
    private static final int MAX_READS = 16;

    private final World world;
    private final Chance chance;
    private final Happenings happenings;
    private final int steps;
    private final Deque<String> trace = new ArrayDeque<>();
    private boolean isTraced;
    private Mood mood = Mood.LIVING;
    private int done;
    private int restless;
    private int seconds;
    private boolean isAtEnd;
    private boolean isOver;

    /// What the steps are for.
    private enum Mood {
        LIVING,
        COMING_TO_REST,
        ENDING
    }

    Life(long seed, int steps, Coverage coverage) {
        this.chance = new Chance(seed);
        this.world = new World(chance, coverage);
        this.happenings = new Happenings(world, chance, this::note);
        this.steps = steps;
    }

    /// Keeps what was done, for those who look for the reason of a failure.
    Life traced() {
        isTraced = true;
        return this;
    }

    Setting setting() {
        return world.setting();
    }

    /// @return what was done last
    Iterable<String> trace() {
        return trace;
    }

    /// Lives it, and throws what must never be.
    void live() {
        while (!isOver) {
            world.begin();
            mood = Mood.LIVING;
            world.live(this::step, this::isEnded);
            world.clearUp();
            check();
        }
    }

    /// Whether the hub has ended, and its sequencer with it.
    private boolean isEnded() {
        return mood == Mood.ENDING && !world.seat().isAlive();
    }

    private void check() {
        var failure = world.failure();
        if (failure != null) {
            throw failure;
        }
    }

    private void step() {
        switch (mood) {
            case LIVING -> liveOn();
            case COMING_TO_REST -> comeToRest();
            case ENDING -> world.seat().let();
        }
        if (mood != Mood.ENDING && world.logs().isPowerOff()) {
            lose(true);
        }
    }

    private void liveOn() {
        done++;
        if (done >= steps) {
            beginRest(true);
            return;
        }
        var doing = world.setting().temper().next(chance);
        switch (doing) {
            case PUBLISH -> happenings.publish();
            case CLIENT -> happenings.client();
            case LOOP -> note("loop", happenings.loop(world.anyLoop()));
            case SEQUENCER -> note("sequencer", world.seat().step(chance.oneIn(8)));
            case ERRAND -> note("errand", happenings.errand());
            case SECOND -> happenings.second();
            case FAULT -> happenings.fault();
            case UPHEAVAL -> upheaval();
        }
        lookAround();
    }

    private void upheaval() {
        int what = chance.below(6);
        note("upheaval", what);
        switch (what) {
            case 0 -> {
                world.coverage().saw(Sight.CLOSED_ABRUPTLY);
                end();
            }
            case 1 -> {
                if (world.hub().isReady()) {
                    drain();
                }
            }
            case 2, 3 -> loseSomething();
            default -> beginRest(false);
        }
    }

    /// Where something is left of a process that is gone, one is gone, now or soon.
    private void loseSomething() {
        if (!world.logs().outlivesProcesses()) {
            beginRest(false);
        } else if (chance.oneIn(2)) {
            world.logs().cutPowerSoon(chance.below(20));
        } else {
            lose(chance.oneIn(2));
        }
    }

    /// The process is gone.
    private void lose(boolean isPowerCut) {
        note("lost", isPowerCut ? "power" : "process");
        mood = Mood.ENDING;
        world.lose(isPowerCut);
    }

    private void drain() {
        world.coverage().saw(Sight.DRAINED);
        world.drains();
        world.hub().drain(Duration.ofSeconds(5)).thenRun(this::end);
    }

    private void end() {
        mood = Mood.ENDING;
        world.end();
    }

    private void lookAround() {
        for (var subscriber : world.subscribers()) {
            subscriber.lookAround();
        }
        world.note();
        var stats = world.hub().stats();
        var limits = world.limits();
        boolean isBounded = stats.queuedPublications() <= limits.maxQueuedPublications() + 1
                && stats.windowBytes() <= limits.maxWindowBytes() * 17 / 16 + 2 * MAX_ENTRY
                && world.readers().size() <= world.loops().size() * MAX_READS;
        if (!isBounded) {
            throw world.failed(new Violation("past its bounds: " + stats));
        }
    }

    private void beginRest(boolean atEnd) {
        note("rest", atEnd);
        mood = Mood.COMING_TO_REST;
        isAtEnd = atEnd;
        restless = 0;
        seconds = 0;
        world.logs().recover();
        if (world.logs().isBroken()) {
            // Until it is opened anew.
            end();
        }
    }

    private void comeToRest() {
        restless++;
        require(restless < MAX_RESTLESS, "no rest");
        for (var subscriber : world.subscribers()) {
            if (subscriber.isWaiting()) {
                subscriber.enter();
            } else if (isAtEnd && subscriber.isAway() && world.hub().isReady() && !world.isEnding()) {
                subscriber.ask(happenings.start());
            }
            var session = subscriber.session();
            if (session != null) {
                subscriber.inLoop(() -> session.allow(Long.MAX_VALUE));
            }
        }
        boolean isFirstBusy = world.loops().get(0).runOne();
        boolean isSecondBusy = world.loops().get(1).runOne();
        boolean isReading = world.readers().runOne();
        boolean isWriting = world.writer().runOne();
        boolean isBusy = world.errands().runOne() || isReading || isWriting || isFirstBusy || isSecondBusy;
        if (isBusy || world.seat().step(false)) {
            lookAround();
            return;
        }
        lookAround();
        if (mood != Mood.COMING_TO_REST || !isQuiet()) {
            return;
        }
        if (!isRight() && seconds < MAX_SECONDS) {
            seconds++;
            happenings.second();
            return;
        }
        beAtRest();
    }

    private boolean isQuiet() {
        return world.loops().stream().allMatch(SteppedLoop::isQuiet)
                && world.errands().isQuiet()
                && world.readers().isQuiet()
                && world.writer().isQuiet()
                && !world.seat().isWanted();
    }

    private boolean isRight() {
        return world.hub().isReady()
                && world.desk().unanswered() == 0
                && world.subscribers().stream().allMatch(one -> !one.isWaiting() && !(isAtEnd && one.isAway()));
    }

    private static void tickAtOnce(SteppedLoop loop) {
        loop.tick();
        boolean isBusy = true;
        while (isBusy) {
            isBusy = loop.runOne();
        }
    }

    private void beAtRest() {
        world.coverage().saw(Sight.CAME_TO_REST);
        world.desk().finish();
        for (var subscriber : world.subscribers()) {
            var session = subscriber.session();
            if (session != null) {
                require(session.isLive(), subscriber + " is not live when all is quiet");
                session.judge().finish();
            }
        }
        if (world.hub().stats().pinnedBytes() > 0) {
            // What a sink has given back goes with the next turn, or the next tick.
            world.loops().forEach(Life::tickAtOnce);
        }
        var stats = world.hub().stats();
        require(stats.pinnedBytes() == 0, "bytes are pinned when all is quiet: " + stats.pinnedBytes());
        require(stats.lagging() == 0, "lagging when all is quiet: " + stats.lagging());
        if (isAtEnd) {
            isOver = true;
            end();
        } else {
            mood = Mood.LIVING;
        }
    }

    private void require(boolean isSo, String what) {
        if (!isSo) {
            throw world.failed(new Violation(what));
        }
    }

    private void note(String what, Object which) {
        if (isTraced) {
            trace.add(done + " " + what + " " + which);
            if (trace.size() > TRACED) {
                trace.removeFirst();
            }
        }
    }
}
