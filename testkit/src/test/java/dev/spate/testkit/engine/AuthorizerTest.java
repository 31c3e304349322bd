package dev.spate.testkit.engine;

import static dev.spate.testkit.engine.Room.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Authorizer;
import dev.spate.hub.Decision;
import dev.spate.hub.HubListener;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.PublishResult;
import dev.spate.hub.SubscribeResult;
import dev.spate.hub.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorizerTest {
    @ParameterizedTest
    @MethodSource("failures")
    void failingToDecideIsADenialAndIsToldOf(Supplier<CompletionStage<Decision>> failing) {
        var told = new ArrayList<Throwable>();
        var listener = new HubListener() {
            @Override
            public void onUndecided(Principal principal, Throwable failure) {
                told.add(failure);
            }
        };
        try (var room =
                new Room(builder -> builder.authorizer(new Failing(failing)).listener(listener))) {
            var published = Room.join(room.offer("t", "x"));
            var subscribed =
                    Room.join(room.hub.subscribe(Principal.ANONYMOUS, to("t")).toCompletableFuture());

            assertThat(((PublishResult.Refused) published).reason()).isEqualTo(PublishResult.Reason.DENIED);
            assertThat(subscribed).isInstanceOf(SubscribeResult.Denied.class);
            assertThat(told).hasSize(2);
        }
    }

    @NullUnmarked
    static Stream<Named<Supplier<CompletionStage<Decision>>>> failures() {
        return Stream.of(
                Named.of("it throws", () -> {
                    throw new IllegalStateException("authorizer: broken (expected: whole)");
                }),
                Named.of("its stage fails", () -> CompletableFuture.failedStage(new IllegalStateException("broken"))),
                Named.of("it answers null", () -> null),
                Named.of("its decision is null", () -> CompletableFuture.completedStage(null)));
    }

    /// Thread-safe: immutable.
    private record Failing(Supplier<CompletionStage<Decision>> answer) implements Authorizer {
        @Override
        public CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics) {
            return answer.get();
        }

        @Override
        public CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers) {
            return answer.get();
        }
    }
}
