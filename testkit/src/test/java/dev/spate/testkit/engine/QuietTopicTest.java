package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Durability;
import dev.spate.hub.HubBuilder;
import dev.spate.hub.Retention;
import dev.spate.testkit.RecordingSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who was away for longer than the log keeps anything is told of a gap if something for it is gone, and of none if a
/// topic of its own had nothing.
@ParameterizedClass
@EnumSource(QuietTopicTest.Where.class)
class QuietTopicTest {
    private static final Retention AN_HOUR = new Retention(Duration.ofHours(1), 64 << 20, 1_000_000);
    private static final Duration AWAY = Duration.ofHours(5);

    /// Where the log is, and what happens to it meanwhile.
    enum Where {
        MEMORY,
        FILES,
        FILES_AFTER_A_RESTART
    }

    @Parameter
    private Where where;

    @TempDir
    private Path directory;

    private Room room;

    @BeforeEach
    void open() {
        room = new Room(this::log);
        Room.join(room.hub.ready().toCompletableFuture());
    }

    @AfterEach
    void close() {
        room.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoMissedNothingIsToldOfNoGapHoweverLongItWasAway(int topics) {
        String last = room.publish("quiet", "seen");
        goAway();

        var sink = back(last, topics == 1 ? List.of("quiet") : List.of("quiet", "never"));

        assertThat(sink.data()).containsExactly("new");
        assertThat(sink.signals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quiet", "qu{rest}", "{all}", "*"})
    void whoMissedOneIsToldWhateverItSubscribesTo(String matcher) {
        String last = room.publish("quiet", "seen");
        room.publish("quiet", "missed");
        goAway();

        var sink = back(last, List.of(matcher));

        assertThat(sink.data()).doesNotContain("missed").endsWith("new");
        assertThat(sink.signals())
                .singleElement()
                .satisfies(gap -> assertThat(gap.data()).contains("\"reason\":\"expired\"", "\"from\":\"" + last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quiet", "*"})
    void whoComesBackFromTheGapIsToldOfNoOther(String matcher) {
        String last = room.publish("quiet", "seen");
        room.publish("quiet", "missed");
        goAway();
        String seen = back(last, List.of(matcher)).lastEventId();

        assertThat(back(seen, List.of(matcher)).signals()).isEmpty();
    }

    private HubBuilder log(HubBuilder builder) {
        return where == Where.MEMORY
                ? builder.memoryLog(AN_HOUR)
                : builder.fileLog(directory, AN_HOUR, Durability.DISK);
    }

    /// Others publish all the time, until nothing is left of what was there.
    private void goAway() {
        room.publish("news", "first");
        Duration step = Duration.ofMinutes(30);
        for (Duration passed = Duration.ZERO; passed.compareTo(AWAY) < 0; passed = passed.plus(step)) {
            room.clock.advance(step);
            room.publish("news", "after " + passed);
        }
        int before = room.published.size();
        room.runUntil(() -> {
            maintain();
            return room.hub.stats().logEntries() <= 4 + room.published.size() - before;
        });
        // The window forgets what the log had forgotten by the time before.
        maintain();
        maintain();
        if (where == Where.FILES_AFTER_A_RESTART) {
            room.close();
            open();
            room.clock.advance(AWAY);
        }
    }

    /// Has the sequencer look after the log, which it does before it appends, once a second.
    private void maintain() {
        room.ticker.advance(Duration.ofSeconds(1));
        room.publish("news", "more");
    }

    /// Comes back, and stays until it has been given what is published then.
    private RecordingSink back(String lastId, List<String> matchers) {
        var sink = room.subscribe(to(matchers.toArray(String[]::new)).after(lastId));
        room.loop.runAll();
        room.publish("quiet", "new");
        room.runUntil(() -> sink.data().contains("new"));
        return sink;
    }
}
