package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A log on a simulated disk, with a listener at its tail, whose every answer is held against the model at once.
/// Owner: the thread of the test.
final class WatchedLog {
    private final SimulatedDisk disk;
    private final LogSetup setup;
    private final LogModel model;
    private final EventLog log;
    private final List<Position> given = new ArrayList<>();
    private long shown;
    private @Nullable AssertionError wrong;

    /// The disk has no power any more, so that a log can answer nothing.
    static final class PowerIsOff extends RuntimeException {
        private static final long serialVersionUID = 1;

        PowerIsOff() {
            super("power is off", null, false, false);
        }
    }

    /// The log says that it cannot do what was asked for.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    WatchedLog(SimulatedDisk disk, LogSetup setup, LogModel model, LogSetup.Opener opener) {
        this.disk = disk;
        this.setup = setup;
        this.model = model;
        this.log = opener.open(disk, setup);
    }

    EventLog log() {
        return log;
    }

    LogSetup setup() {
        return setup;
    }

    SimulatedDisk disk() {
        return disk;
    }

    LogModel model() {
        return model;
    }

    /// The positions that somebody was given, each at least once.
    List<Position> given() {
        return given;
    }

    long lastEpoch() {
        var epochs = log.epochs().epochs();
        return epochs.get(epochs.size() - 1).epoch();
    }

    /// Waits until the log is ready.
    void start() {
        // What comes out of the tail is behind this, and is known by the time it does.
        shown = -1;
        long after = await(log.tail(this::onEntries));
        shown = after;
    }

    Questions questions() {
        // Indexes that are being written count for the retention: nothing is to be evicted in the midst of a question.
        step(Integer.MAX_VALUE);
        model.evict(log.bounds().first());
        return new Questions(log, model, setup.random(), this::await);
    }

    /// Appends batches, the next one before the last one is written, and waits until the log has them all, or until
    /// they are safe.
    void append(List<List<Publication>> batches, Durability until) {
        var last =
                batches.stream().map(this::send).reduce((former, next) -> next).orElseThrow();
        await(until == Durability.DISK ? last.durable() : last.written());
        model.evict(log.bounds().first());
        if (disk.isOff()) {
            throw new PowerIsOff();
        }
        require("entries, at most " + setup.retention().events(), log.bounds().entries(), isWithin());
    }

    private Appending send(List<Publication> batch) {
        long now = setup.clock().millis();
        batch.forEach(publication -> model.send(now, publication));
        var appending = log.append(batch);
        appending.written().thenAccept(positions -> checked(() -> give(positions, batch.size())));
        appending
                .durable()
                .thenAccept(positions -> checked(() -> {
                    give(positions, batch.size());
                    model.isSafe(positions.get(positions.size() - 1).offset());
                }));
        return appending;
    }

    void maintain() {
        await(log.maintain());
        model.evict(log.bounds().first());
    }

    /// After a refusal: what the log does not show now it has not taken, as far as that can be said.
    void settle() {
        step(Integer.MAX_VALUE);
        model.doubt(log.bounds().head());
        model.evict(log.bounds().first());
    }

    /// What the log has behind an offset.
    List<Entry> readBehind(long offset) {
        var entries = new ArrayList<Entry>();
        while (offset + entries.size() < log.bounds().head()) {
            entries.addAll(await(log.read(offset + entries.size(), Want.ALL, Integer.MAX_VALUE, Long.MAX_VALUE))
                    .entries());
        }
        return entries;
    }

    /// Runs some of what waits.
    void step(int count) {
        for (int left = count; left > 0 && runOne(); left--) {
            rethrow();
        }
    }

    /// Ends the log, as a stop of the program does.
    void close() {
        log.close();
        while (runOne()) {
            rethrow();
        }
        if (disk.isOff()) {
            throw new PowerIsOff();
        }
        require("open files", disk.openFiles(), disk.openFiles().isEmpty());
        model.isSafe(model.head());
    }

    /// Lets a log go whose disk has no power.
    void abandon() {
        log.close();
        while (runOne()) {
            rethrow();
        }
        require("open files", disk.openFiles(), disk.openFiles().isEmpty());
    }

    <T> T await(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        runUntil(future);
        if (!future.isDone()) {
            // What is not forced at once is a second later.
            log.maintain();
            runUntil(future);
        }
        rethrow();
        if (!future.isDone()) {
            throw new AssertionError("stage: nothing left to run (expected: an answer)");
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            if (disk.isOff()) {
                throw new PowerIsOff();
            }
            throw new Refused(e.getCause());
        }
    }

    private void runUntil(CompletableFuture<?> future) {
        while (!future.isDone() && runOne()) {
            rethrow();
        }
    }

    private boolean runOne() {
        var writer = setup.writer();
        var readers = setup.readers();
        if (writer.isEmpty() && readers.isEmpty()) {
            return false;
        }
        boolean isReaders =
                writer.isEmpty() || (!readers.isEmpty() && setup.random().nextInt(4) == 0);
        (isReaders ? readers : writer).runOne();
        return true;
    }

    private void onEntries(List<Entry> entries) {
        checked(() -> {
            for (var entry : entries) {
                require("shown next, after " + shown, entry.offset(), shown < 0 || entry.offset() == shown + 1);
                shown = entry.offset();
                model.see(entry);
                given.add(entry.position());
                if (setup.durability() == Durability.DISK) {
                    model.isSafe(shown);
                }
            }
        });
    }

    private void give(List<Position> positions, int expected) {
        require("positions, of " + expected, positions.size(), positions.size() == expected);
        positions.forEach(model::give);
        given.addAll(positions);
    }

    /// Keeps what is wrong for the test: the log may do what it likes with what is thrown at it.
    private void checked(Runnable checks) {
        try {
            checks.run();
        } catch (AssertionError e) {
            wrong = wrong == null ? e : wrong;
        }
    }

    private void rethrow() {
        if (wrong != null) {
            throw wrong;
        }
    }

    /// The last segment stays, takes a batch as a whole, and goes on while indexes are behind.
    private boolean isWithin() {
        return disk.faults().hasFailed()
                || log.bounds().entries() <= 4 * setup.retention().events() + Publications.MAX_BATCH;
    }

    private static void require(String what, Object actual, boolean isRight) {
        if (!isRight) {
            throw new AssertionError(what + ": " + actual);
        }
    }
}
