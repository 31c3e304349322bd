package dev.spate.hub.internal.sequence;

import static dev.spate.hub.internal.sequence.SequencerRoom.asHeld;
import static dev.spate.hub.internal.sequence.SequencerRoom.assertRefused;
import static dev.spate.hub.internal.sequence.SequencerRoom.first;
import static dev.spate.hub.internal.sequence.SequencerRoom.join;
import static dev.spate.hub.internal.sequence.SequencerRoom.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.HubException;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A sequencer begins on a log that holds something.
class RecollectionTest {
    private static final long NOW = 1_000_000;

    @AutoClose
    private final SequencerRoom room = new SequencerRoom();

    private final ScriptedLog log = room.log;

    @BeforeEach
    void setTheClock() {
        room.millis.set(NOW);
    }

    @Test
    void keysOfBeforeAreRepeats() {
        hold(NOW - 5, keyed("k", "x"));
        var sequencer = ready();

        assertThat(first(room.offer(sequencer, keyed("k", "x")))).isEqualTo(1);
        assertRefused(room.offer(sequencer, keyed("k", "y")), PublishResult.Reason.KEY_REUSED);
    }

    @Test
    void keysOfOthersAreNot() throws InterruptedException {
        log.hold(
                NOW - 5,
                keyed("k", "x").withIdempotencyKey(ScopedKey.of("bob", "k").text()));
        log.hold(NOW - 5, keyed("k", "x"));
        var sequencer = ready();

        assertIsNew(sequencer, keyed("k", "x"));
    }

    @Test
    void allPagesAreRead() {
        for (int number = 0; number < 100; number++) {
            hold(NOW - 5, keyed("k" + number, "x"));
        }
        var sequencer = ready(7, 1_000);

        for (int number = 0; number < 100; number++) {
            assertThat(first(room.offer(sequencer, keyed("k" + number, "x")))).isEqualTo(number + 1);
        }
    }

    @Test
    void readingBeginsWithWhatIsYoungEnough() {
        hold(NOW - 1_001, keyed("old", "x"));
        hold(NOW - 1_000, keyed("young", "x"));

        var sequencer = ready();

        assertThat(log.keyedReads).containsExactly(1L);
        assertThat(first(room.offer(sequencer, keyed("young", "x")))).isEqualTo(2);
    }

    @Test
    void theyGrowOlderByTheTicker() throws InterruptedException {
        hold(NOW - 400, keyed("k", "x"));
        var sequencer = ready();

        room.nanos.set(TimeUnit.MILLISECONDS.toNanos(600));
        assertThat(first(room.offer(sequencer, keyed("k", "x")))).isEqualTo(1);
        room.nanos.addAndGet(1);

        assertIsNew(sequencer, keyed("k", "x"));
    }

    @Test
    void theNewestAreRememberedIfThereAreTooMany() throws InterruptedException {
        hold(NOW, keyed("k1", "x"));
        hold(NOW, keyed("k2", "x"));
        hold(NOW, keyed("k3", "x"));
        var sequencer = ready(512, 2);

        assertThat(first(room.offer(sequencer, keyed("k2", "x")))).isEqualTo(2);
        assertThat(first(room.offer(sequencer, keyed("k3", "x")))).isEqualTo(3);
        assertIsNew(sequencer, keyed("k1", "x"));
    }

    @Test
    void theFirstOfAKeyCounts() {
        hold(NOW, keyed("k", "x"));
        hold(NOW, keyed("k", "x"));

        assertThat(first(room.offer(ready(), keyed("k", "x")))).isEqualTo(1);
    }

    @Test
    void nothingIsTakenBefore() throws InterruptedException {
        var reading = new CompletableFuture<Void>();
        log.readAfter(reading);
        hold(NOW, keyed("k", "x"));
        var sequencer = begun(512, 1_000);

        assertThat(sequencer.isRunning()).isFalse();
        assertRefused(room.offer(sequencer, keyed("k", "x")), PublishResult.Reason.OVERLOADED);
        reading.complete(null);
        await().until(sequencer::isRunning);

        assertThat(first(room.offer(sequencer, keyed("k", "x")))).isEqualTo(1);
        assertThat(log.appends).isEmpty();
    }

    @Test
    void aLogThatCannotBeReadIsToldOfAndNothingIsTaken() {
        hold(NOW, keyed("k", "x"));
        log.failReading(new HubException("log: damaged (expected: whole)", new IllegalStateException("damaged")));
        var sequencer = begun(512, 1_000);

        await().until(() -> !room.logFailures.isEmpty());

        assertThat(room.logFailures).singleElement().isInstanceOf(HubException.class);
        assertThat(sequencer.isRunning()).isFalse();
        assertRefused(room.offer(sequencer, keyed("k", "x")), PublishResult.Reason.OVERLOADED);
    }

    @Test
    void closingWhileItIsReadEndsIt() {
        log.readAfter(new CompletableFuture<>());
        hold(NOW, keyed("k", "x"));
        var sequencer = begun(512, 1_000);

        sequencer.close();

        join(sequencer.drain());
        assertThat(room.logFailures).isEmpty();
    }

    private void hold(long timeMillis, Publication publication) {
        log.hold(timeMillis, asHeld(publication));
    }

    private Sequencer ready() {
        return ready(512, 1_000);
    }

    private Sequencer ready(int pageEntries, int maxKeys) {
        var sequencer = begun(pageEntries, maxKeys);
        await().until(sequencer::isRunning);
        return sequencer;
    }

    private Sequencer begun(int pageEntries, int maxKeys) {
        return room.sequencer(limits ->
                limits.maxReadEntries(pageEntries).maxIdempotencyKeys(maxKeys).idempotencyAge(Duration.ofSeconds(1)));
    }

    private void assertIsNew(Sequencer sequencer, Publication publication) throws InterruptedException {
        var answer = room.offer(sequencer, publication);
        log.answer(log.next());
        assertThat(join(answer)).isInstanceOf(PublishResult.Accepted.class);
    }
}
