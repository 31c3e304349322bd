package dev.spate.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What the contract tests of logs have in common: a log with a listener at its tail, and ways to ask it that hold
/// every answer against what all answers have to be.
///
/// Owner: the test's thread.
abstract class LogRoom {
    static final Duration AGE = Duration.ofHours(1);
    static final long BYTES = 64 << 20;
    static final long EVENTS = 100_000;

    private static final long WAIT_SECONDS = 60;

    final FakeClock clock = new FakeClock();
    private @Nullable EventLog log;
    private TailRecorder tail = new TailRecorder();

    /// Opens a log that holds nothing.
    ///
    /// @param retention how much it keeps; by count strictly, by size and age as soon as it was maintained
    /// @param time the clock that gives entries their time, and their age
    /// @return a log that is closed when the test is over
    protected abstract EventLog open(Retention retention, InstantSource time);

    @BeforeEach
    void openLog() {
        reopen(EVENTS);
    }

    @AfterEach
    void closeLog() {
        log().close();
    }

    final EventLog log() {
        return Objects.requireNonNull(log);
    }

    final TailRecorder tail() {
        return tail;
    }

    /// Goes on with another log, which keeps at most so many entries.
    final void reopen(long events) {
        if (log != null) {
            log.close();
        }
        log = open(new Retention(AGE, BYTES, events), clock);
        tail = new TailRecorder();
        await(log().tail(tail));
    }

    /// Appends, and waits until the tail has it: from then on it can be read.
    final List<Position> append(List<Publication> batch) {
        var positions = await(log().append(batch).durable());
        tail.awaitOffset(positions.getLast().offset());
        return positions;
    }

    final List<Position> append(String topic, String... data) {
        return append(Stream.of(data).map(text -> Publication.of(topic, text)).toList());
    }

    final Position append(Publication publication) {
        return append(List.of(publication)).getFirst();
    }

    /// Appends so many entries, one by one.
    final void fill(String topic, int count) {
        for (int index = 0; index < count; index++) {
            append(topic, topic + index);
        }
    }

    final Page read(long after, EntryFilter filter) {
        return await(log().read(after, filter, 1_000, BYTES));
    }

    /// Reads up to the head.
    final List<Entry> readAll(long after, EntryFilter filter) {
        return readAll(after, filter, 1_000);
    }

    final List<Entry> readAll(long after, EntryFilter filter, int maxEntries) {
        var entries = new ArrayList<Entry>();
        long cursor = after;
        Page page;
        do {
            page = await(log().read(cursor, filter, maxEntries, BYTES));
            assertSound(page, cursor, filter, maxEntries);
            entries.addAll(page.entries());
            cursor = page.next();
        } while (!page.isAtHead());
        return entries;
    }

    /// What is missing behind an offset, by the first page.
    final Missing missing(long after, EntryFilter filter) {
        return read(after, filter).missing();
    }

    /// What every page has to be.
    static void assertSound(Page page, long after, EntryFilter filter, int maxEntries) {
        assertThat(page.entries()).hasSizeLessThanOrEqualTo(maxEntries).allMatch(filter::accepts);
        long before = after;
        for (var entry : page.entries()) {
            assertThat(entry.offset()).isGreaterThan(before);
            before = entry.offset();
        }
        assertThat(page.next()).isGreaterThanOrEqualTo(before);
        assertThat(page.isAtHead() || page.next() > after).as("goes on").isTrue();
    }

    static List<String> data(List<Entry> entries) {
        return entries.stream().map(entry -> entry.publication().event().data()).toList();
    }

    static List<Long> offsets(List<Entry> entries) {
        return entries.stream().map(Entry::offset).toList();
    }

    /// Waits for an answer; a log may take its time, but not for ever.
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("stage failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("stage: not complete after " + WAIT_SECONDS + " s (expected: an answer)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Waits for an answer that has to be a failure.
    static Throwable awaitFailure(CompletionStage<?> stage) {
        try {
            var answer = stage.toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("stage: " + answer + " (expected: a failure)");
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
