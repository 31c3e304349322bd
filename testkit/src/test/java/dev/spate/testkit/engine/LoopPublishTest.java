package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Authorizer;
import dev.spate.hub.Decision;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopPublishTest {
    private final List<PublishResult> told = new ArrayList<>();

    @Test
    void theAnswerComesOnTheLoopThatAsked() {
        try (var room = new Room()) {
            var wasInLoop = new ArrayList<Boolean>();
            room.loop.run(() -> room.hub.publish(
                    Principal.ANONYMOUS,
                    Publication.of("t", "x"),
                    room.loop,
                    result -> wasInLoop.add(room.loop.inLoop())));

            room.runUntil(() -> !wasInLoop.isEmpty());

            assertThat(wasInLoop).containsExactly(true);
        }
    }

    @Test
    void answersComeInTheOrderOfThePublications() {
        try (var room = new Room()) {
            room.loop.run(() -> IntStream.range(0, 1_000).forEach(number -> publish(room, "" + number)));

            room.runUntil(() -> told.size() == 1_000);

            assertThat(told.stream()
                            .map(result ->
                                    ((PublishResult.Accepted) result).position().offset()))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 1_000)
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    @Test
    void onePublicationOfAnIdleTurnIsEnoughToBeAnswered() {
        try (var room = new Room()) {
            for (int count = 1; count <= 20; count++) {
                int expected = count;
                room.loop.run(() -> publish(room, "x"));
                room.runUntil(() -> told.size() == expected);
            }

            assertThat(told).hasSize(20).allMatch(PublishResult.Accepted.class::isInstance);
        }
    }

    @Test
    void whatIsTooLargeIsAnsweredAtOnce() {
        try (var room = new Room(builder -> builder.memoryLog(Room.AMPLE))) {
            room.loop.run(() -> publish(room, "x".repeat(room.hub.limits().maxDataBytes() + 1)));

            assertThat(((PublishResult.Refused) told.getFirst()).reason()).isEqualTo(PublishResult.Reason.TOO_LARGE);
        }
    }

    @Test
    void anAuthorizerThatTakesItsTimeIsWaitedForElsewhere() {
        var decision = new CompletableFuture<Decision>();
        try (var room = new Room(builder -> builder.authorizer(new Slow(decision)))) {
            room.loop.run(() -> publish(room, "x"));
            assertThat(told).isEmpty();

            decision.complete(new Decision.Allowed(List.of()));
            room.runUntil(() -> !told.isEmpty());

            assertThat(told).singleElement().isInstanceOf(PublishResult.Accepted.class);
        }
    }

    @Test
    void aDeniedPublicationIsCounted() {
        var denied = CompletableFuture.<Decision>completedFuture(new Decision.Denied("not here"));
        try (var room = new Room(builder -> builder.authorizer(new Slow(denied)))) {
            room.loop.run(() -> publish(room, "x"));

            assertThat(((PublishResult.Refused) told.getFirst()).reason()).isEqualTo(PublishResult.Reason.DENIED);
            assertThat(room.hub.stats().refused()).isEqualTo(1);
        }
    }

    private void publish(Room room, String data) {
        room.hub.publish(Principal.ANONYMOUS, Publication.of("t", data), room.loop, told::add);
    }

    /// Thread-safe: immutable, the stage apart.
    private record Slow(CompletionStage<Decision> decision) implements Authorizer {
        @Override
        public CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics) {
            return decision;
        }

        @Override
        public CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers) {
            return decision;
        }
    }
}
