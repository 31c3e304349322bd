package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The life of a log on a disk of which any call may fail, that writes short and runs full, and whose power is cut in
/// the end; all of it decided by a seed. The log may refuse what it is asked for, but it may not lose what it took,
/// nor say what is not so.
///
/// Owner: the thread of the test.
final class FaultLife {
    private static final List<DiskCall> CALLS = List.of(DiskCall.values());
    private static final int STEPS = 60;
    private static final int MAX_FAULTS = 3;
    private static final int MAX_SKIPPED = 60;
    private static final String[] FILES = {
        ".*", ".*\\.log(\\.tmp)?", ".*\\.log(\\.tmp)?", ".*\\.idx(\\.tmp)?", "state.*", "evictions.*"
    };

    private final long seed;
    private final Random random;
    private final TestClock clock = new TestClock();
    private final Retention retention;
    private final Durability durability;
    private final LogModel model = new LogModel();
    private final List<String> script = new ArrayList<>();
    private final List<Position> given = new ArrayList<>();
    private final FaultTally tally;
    private SimulatedDisk disk;
    private boolean isBeginning = true;

    FaultLife(long seed, FaultTally tally) {
        this.seed = seed;
        this.random = new Random(seed);
        this.tally = tally;
        this.disk = new SimulatedDisk(random);
        this.durability = random.nextInt(3) == 0 ? Durability.MEMORY : Durability.DISK;
        var age = Duration.ofMinutes(random.nextInt(3) == 0 ? 10 : 100_000);
        this.retention = new Retention(age, random.nextBoolean() ? 1 << 16 : 1L << 40, 16 + random.nextInt(100));
    }

    /// @throws AssertionError that tells all that has happened, if the log does not keep its promises
    void run(int starts) {
        try {
            for (int start = 0; start < starts; start++) {
                live();
                goOn();
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e + "\n" + String.join("\n", script), e);
        }
    }

    private void live() {
        plan();
        script.add("open " + durability + " " + retention);
        var log = new WatchedLog(disk, setup(), model, LogSetup::open);
        try {
            log.start();
            compare(log);
            for (int step = 0; step < STEPS; step++) {
                attempt(log);
            }
        } catch (WatchedLog.Refused e) {
            refused("start", e);
        }
        script.add("close");
        given.addAll(log.given());
        log.abandon();
        tally.failed(disk.faults());
    }

    private void compare(WatchedLog log) {
        if (!isBeginning) {
            // Whether an epoch had to begin is the business of the power cuts.
            model.adopt(log.readBehind(model.head()));
            new Comeback(false, false, false, 0, given).check(log.log(), model);
        }
        isBeginning = false;
        given.clear();
    }

    private void plan() {
        disk.faults().writeShort(random.nextInt(3) == 0 ? 0.3 : 0);
        for (int fault = random.nextInt(MAX_FAULTS + 1); fault > 0; fault--) {
            var call = CALLS.get(random.nextInt(CALLS.size()));
            var files = FILES[random.nextInt(FILES.length)];
            int skipped = random.nextInt(random.nextBoolean() ? 4 : MAX_SKIPPED);
            int times = random.nextInt(4) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(2);
            script.add("fail " + call + " of " + files + " after " + skipped + ", times " + times);
            disk.faults().fail(call, files, skipped, times);
        }
    }

    private void attempt(WatchedLog log) {
        try {
            step(log);
        } catch (WatchedLog.Refused e) {
            if (!(e.getCause() instanceof HubException)) {
                throw e;
            }
            refused("", e);
            log.settle();
        }
    }

    private void step(WatchedLog log) {
        switch (random.nextInt(16)) {
            case 0, 1 -> {
                script.add("maintain");
                log.maintain();
            }
            case 2 -> clock.move(random);
            case 3 -> fill();
            case 4, 5, 6 -> {
                // What was written may fail to be forced later.
                log.settle();
                log.questions().askOne();
            }
            default -> append(log);
        }
    }

    private void fill() {
        boolean isToFill = random.nextInt(3) == 0;
        long room = isToFill ? random.nextInt(3_000) : Long.MAX_VALUE - disk.usedBytes();
        script.add("room for " + room);
        disk.faults().capacity(disk.usedBytes() + room);
    }

    private void append(WatchedLog log) {
        var batch = Publications.batch(random);
        var until = random.nextInt(3) == 0 ? Durability.MEMORY : Durability.DISK;
        script.add("append " + batch.size() + " after " + model.head() + " until " + until);
        log.append(List.of(batch), until);
    }

    /// With a disk that is well again: the same one, or what a power cut leaves of it.
    private void goOn() {
        disk.faults().forgive();
        disk.faults().capacity(Long.MAX_VALUE);
        boolean isCut = random.nextBoolean();
        script.add(isCut ? "cut" : "restart");
        if (isCut) {
            disk = disk.afterCut(random);
        }
        var log = new WatchedLog(disk, setup(), model, LogSetup::open);
        log.start();
        compare(log);
        log.questions().askSome(3);
        log.append(List.of(Publications.batch(random)), Durability.DISK);
        log.questions().askSome(1);
        log.close();
        given.addAll(log.given());
        tally.survived();
    }

    private LogSetup setup() {
        return new LogSetup(retention, durability, clock, random, new Steps(), new Steps());
    }

    private void refused(String what, WatchedLog.Refused refused) {
        tally.refused();
        script.add("refused " + what + " " + refused.getMessage());
    }
}
