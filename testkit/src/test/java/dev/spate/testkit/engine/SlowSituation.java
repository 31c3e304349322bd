package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;

import dev.spate.hub.Framing;
import dev.spate.hub.HubBuilder;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Publication;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SlowRule;
import dev.spate.hub.SubscribeRequest;
import dev.spate.testkit.RecordingSink;
import dev.spate.wire.ReceivedEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/// A room in which somebody falls behind, with events that are all of the same size, and limits to count them by.
abstract class SlowSituation {
    static final int LIMIT_SECONDS = 10;
    /// What an event of this test takes, as the window counts it: its bytes, its topic, and 150 beside.
    static final int EVENT_BYTES = 500;

    static final int TEXT_LENGTH = EVENT_BYTES - 150 - 64 - 1 - "data: \nid: n000000\n\n".length();
    static final int LIMIT_EVENTS = 10;
    final Room room = new Room(SlowSituation::strict);
    int number;

    @AfterEach
    void close() {
        room.close();
    }

    static HubBuilder strict(HubBuilder builder) {
        return builder.memoryLog(Room.AMPLE)
                .limits(HubLimits.standard()
                        .with()
                        .slow(new SlowRule(
                                SlowPolicy.CATCH_UP, LIMIT_EVENTS * EVENT_BYTES, Duration.ofSeconds(LIMIT_SECONDS)))
                        .build());
    }

    static SubscribeRequest request(SlowPolicy policy) {
        return to("t").whenSlow(policy);
    }

    RecordingSink stalled(SlowPolicy policy) {
        return stalled(room, policy);
    }

    RecordingSink stalled(SubscribeRequest request) {
        return stalled(room, request);
    }

    RecordingSink stalled(Room in, SlowPolicy policy) {
        return stalled(in, request(policy));
    }

    /// One who is live and has been given one event that it has not taken: the next one makes it fall behind.
    RecordingSink stalled(Room in, SubscribeRequest request) {
        var sink = in.subscribe(request, new RecordingSink(in.loop, Framing.PLAIN, 1));
        in.loop.runAll();
        sink.stall();
        publish(in, 1);
        in.loop.runAll();
        return sink;
    }

    void resume(RecordingSink sink) {
        resume(room, sink);
    }

    static void resume(Room in, RecordingSink sink) {
        in.loop.runAll();
        sink.resume();
        in.loop.runAll();
    }

    void publish(int count) {
        publish(room, count);
        if (count == 1) {
            room.loop.runAll();
        }
    }

    void publish(Room in, int count) {
        for (int index = 0; index < count; index++) {
            in.publish(named(Publication.of("t", text(number))));
        }
    }

    void put(String key, int round) {
        room.publish(named(Publication.of("t", value(key, round)).withKey(key)));
    }

    /// With an id of its own, so that all events are of the same size.
    Publication named(Publication publication) {
        return publication.withId("n%06d".formatted(number++));
    }

    String id(int index) {
        return room.published.get(index).position().text();
    }

    static List<String> withFirst(List<String> others) {
        return Stream.concat(Stream.of(text(0)), others.stream()).toList();
    }

    static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(SlowSituation::text).toList();
    }

    static String text(int number) {
        return filled("event %06d ".formatted(number));
    }

    static String value(String key, int round) {
        return filled("%s=%06d ".formatted(key, round));
    }

    static String filled(String text) {
        return text + "x".repeat(TEXT_LENGTH - text.length());
    }

    static List<String> types(RecordingSink sink) {
        return sink.signals().stream().map(ReceivedEvent::type).toList();
    }

    static List<String> gaps(RecordingSink sink) {
        return data(sink, "spate.gap");
    }

    static List<String> lags(RecordingSink sink) {
        return data(sink, "spate.lag");
    }

    static long skipped(RecordingSink sink) {
        return data(sink, "spate.conflated").stream()
                .mapToLong(data -> Long.parseLong(data.replaceAll("\\D", "")))
                .sum();
    }

    static List<String> data(RecordingSink sink, String type) {
        return sink.signals().stream()
                .filter(signal -> signal.type().equals(type))
                .map(ReceivedEvent::data)
                .toList();
    }
}
