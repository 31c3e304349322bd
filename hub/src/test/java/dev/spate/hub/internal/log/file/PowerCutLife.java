package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The life of a log on a disk whose power is cut again and again, all of it decided by a seed: what is appended, when
/// the log is closed and opened, when the power is cut (also while the log recovers from the last cut), and in which
/// of the possible states the disk is then. Of each cut several states are tried; the life goes on with the last.
///
/// Owner: the thread of the test.
final class PowerCutLife {
    private static final int STATES = 3;
    private static final int ASKED = 3;
    private static final int MAX_STEPS = 60;
    private static final int MAX_SCRIPT = 400;

    private final long seed;
    private final Random random;
    private final LogSetup.Opener opener;
    private final Tally tally;
    private final TestClock clock = new TestClock();
    private final Retention retention;
    private final List<String> script = new ArrayList<>();
    private final List<Position> given = new ArrayList<>();
    private Durability durability;
    private SimulatedDisk disk;
    private LogModel model = new LogModel();
    private boolean hasAppended;
    private boolean isClean;
    private boolean isClosing;
    private long epoch = -1;

    PowerCutLife(long seed, LogSetup.Opener opener, Tally tally) {
        this.seed = seed;
        this.random = new Random(seed);
        this.opener = opener;
        this.tally = tally;
        this.retention = retention(random);
        this.durability = anyDurability();
        this.disk = new SimulatedDisk(random);
        if (random.nextInt(4) == 0) {
            disk.showingStaleBytes();
        }
    }

    /// Lets the disk forget what it is asked to do.
    ///
    /// @param files of which files, as a regular expression
    PowerCutLife forgetting(DiskCall call, String files) {
        disk.faults().ignore(call, files);
        return this;
    }

    /// @param cuts how many cuts it lives through
    /// @throws AssertionError that tells all that has happened, if the log does not keep its promises
    void run(int cuts) {
        try {
            for (int cut = 0; cut < cuts; cut++) {
                live();
                loseStates();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + String.join("\n", script), e);
        }
    }

    private void live() {
        disk.cutAt(disk.changes() + 1 + random.nextInt(random.nextInt(3) == 0 ? 12 : 150));
        while (!disk.isOff()) {
            var log = new WatchedLog(disk, setup(), model, opener);
            try {
                liveWith(log);
                continue;
            } catch (WatchedLog.PowerIsOff e) {
                say("power is off");
            }
            given.addAll(log.given());
            log.abandon();
        }
    }

    /// Until the log is closed, or the power is off.
    private void liveWith(WatchedLog log) {
        say("open " + durability + " " + retention);
        log.start();
        new Comeback(hasAppended, isClean, isClosing, epoch, given).check(log.log(), model);
        tally.opened(isClean, hasAppended);
        given.clear();
        hasAppended = false;
        isClean = false;
        isClosing = false;
        epoch = log.lastEpoch();
        ask(log);
        int steps = random.nextInt(MAX_STEPS);
        for (int step = 0; step < steps; step++) {
            step(log);
        }
        say("close");
        isClosing = true;
        log.close();
        given.addAll(log.given());
        isClean = true;
        isClosing = false;
        hasAppended = false;
        durability = random.nextInt(3) == 0 ? anyDurability() : durability;
    }

    private void step(WatchedLog log) {
        switch (random.nextInt(16)) {
            case 0 -> {
                say("maintain");
                log.maintain();
            }
            case 1, 2, 3 -> {
                clock.move(random);
                say("clock " + clock.millis());
            }
            case 4, 5 -> log.step(random.nextInt(4));
            case 6 -> log.questions().askOne();
            default -> append(log);
        }
    }

    private void append(WatchedLog log) {
        var batches = new ArrayList<List<Publication>>();
        int count = random.nextInt(8) == 0 ? 4 : 1;
        while (batches.size() < count) {
            batches.add(Publications.batch(random));
        }
        batches.forEach(batch -> tally.appended(batch.size()));
        var until = random.nextInt(3) == 0 ? Durability.MEMORY : Durability.DISK;
        say("append " + batches.stream().map(List::size).toList() + " after " + model.head() + " until " + until);
        hasAppended = true;
        log.append(batches, until);
    }

    private void ask(WatchedLog log) {
        var questions = log.questions();
        questions.askSome(ASKED);
        tally.asked(questions.needlessGaps());
    }

    /// Tries some of the states that the disk may be in now, and goes on with one more.
    private void loseStates() {
        isClean = false;
        for (int state = 1; state < STATES; state++) {
            tryState(random.nextLong());
        }
        long stateSeed = random.nextLong();
        say("cut, goes on with state " + stateSeed);
        var next = disk.afterCut(new Random(stateSeed));
        tally.cut(disk);
        disk = next;
    }

    private void tryState(long stateSeed) {
        say("cut, tries state " + stateSeed);
        var state = disk.afterCut(new Random(stateSeed));
        var log = new WatchedLog(state, setup(), model.copy(), opener);
        log.start();
        new Comeback(hasAppended, false, isClosing, epoch, given).check(log.log(), log.model());
        ask(log);
        log.append(List.of(Publications.batch(random, 2)), Durability.DISK);
        log.close();
        tally.tried();
    }

    private LogSetup setup() {
        return new LogSetup(retention, durability, clock, random, new Steps(), new Steps());
    }

    private Durability anyDurability() {
        return random.nextInt(3) == 0 ? Durability.MEMORY : Durability.DISK;
    }

    private static Retention retention(Random random) {
        var age = Duration.ofMinutes(random.nextInt(3) == 0 ? 10 : 100_000);
        long bytes = random.nextInt(3) == 0 ? 1 << 16 : 1L << 40;
        long entries = random.nextInt(6) == 0 ? 1_000_000 : 16 + random.nextInt(100);
        return new Retention(age, bytes, entries);
    }

    private void say(String what) {
        if (script.size() == MAX_SCRIPT) {
            script.remove(0);
        }
        script.add(what);
    }
}
