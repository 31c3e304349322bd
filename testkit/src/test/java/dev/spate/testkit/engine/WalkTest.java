package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.CloseReason;
import dev.spate.hub.HubLimits;
import dev.spate.testkit.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What happens to an audience while an event is brought to its members one by one, a turn each.
class WalkTest {
    private static final int MEMBERS = 7;

    private final Room room = new Room(builder -> builder.memoryLog(Room.AMPLE)
            .limits(HubLimits.standard().with().maxTurnWrites(1).build()));
    private final List<RecordingSink> sinks =
            Stream.generate(() -> room.live("t")).limit(MEMBERS).toList();

    @AfterEach
    void close() {
        room.close();
    }

    /// Every member, after any number of others were served.
    static Stream<int[]> whoAndWhen() {
        return IntStream.range(0, MEMBERS)
                .boxed()
                .flatMap(who -> IntStream.range(0, MEMBERS).mapToObj(turns -> new int[] {who, turns}));
    }

    @ParameterizedTest
    @MethodSource("whoAndWhen")
    void oneThatLeavesTakesNobodysPlace(int[] whoAndWhen) {
        room.publish("t", "event");
        turns(whoAndWhen[1]);

        room.loop.run(
                () -> sinks.get(whoAndWhen[0]).subscription().orElseThrow().onSinkClosed());
        room.loop.runAll();

        for (int member = 0; member < MEMBERS; member++) {
            if (member != whoAndWhen[0]) {
                assertThat(sinks.get(member).data()).containsExactly("event");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("whoAndWhen")
    void oneThatFallsBehindGetsItLaterAndNobodyElseTwice(int[] whoAndWhen) {
        var slow = sinks.get(whoAndWhen[0]);
        slow.stall();
        room.loop.runAll();
        room.publish("t", "x".repeat(RecordingSink.USUAL_CAPACITY));
        room.loop.runAll();
        room.publish("t", "event");
        turns(whoAndWhen[1]);

        slow.resume();
        room.loop.runAll();

        assertThat(sinks).allSatisfy(sink -> assertThat(sink.data()).hasSize(2).endsWith("event"));
    }

    @Test
    void oneThatJoinsGetsItOnceWheneverItComes() {
        room.publish("t", "event");
        var joined = new ArrayList<RecordingSink>();
        for (int turn = 0; turn < MEMBERS; turn++) {
            joined.add(room.subscribe(
                    to("t").after(room.published.getFirst().position().text())));
            joined.add(room.subscribe(to("t")));
            turns(1);
        }
        room.publish("t", "next");
        room.loop.runAll();

        assertThat(joined).allSatisfy(sink -> assertThat(sink.data()).containsExactly("next"));
        assertThat(sinks).allSatisfy(sink -> assertThat(sink.data()).containsExactly("event", "next"));
    }

    @Test
    void oneThatClosesOthersWhileItIsServedPassesNobodyOver() {
        try (var wide = new Room()) {
            var members = Stream.generate(() -> wide.live("t")).limit(MEMBERS).toList();
            var closing = new ScriptedSink();
            wide.loop.run(() -> wide.admit(to("t")).attach(closing, wide.loop));
            wide.loop.runAll();
            var last = wide.live("t");
            closing.onWrite = () -> members.subList(0, 3)
                    .forEach(other -> other.subscription().orElseThrow().close(CloseReason.REVOKED));

            wide.publish("t", "event");
            wide.loop.runAll();

            assertThat(members.subList(3, MEMBERS))
                    .allSatisfy(sink -> assertThat(sink.data()).containsExactly("event"));
            assertThat(members.subList(0, 3))
                    .allSatisfy(sink -> assertThat(sink.end()).isEqualTo(RecordingSink.End.CLOSED));
            assertThat(last.data()).containsExactly("event");
        }
    }

    private void turns(int count) {
        for (int turn = 0; turn < count; turn++) {
            room.loop.runOne();
        }
    }
}
