package dev.spate.testkit.engine;

import dev.spate.hub.Authorizer;
import dev.spate.hub.Decision;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Allows everything, and grants everybody the private entries of some topics. Thread-safe: immutable.
record Granting(Matcher grant) implements Authorizer {
    @Override
    public CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics) {
        return CompletableFuture.completedStage(new Decision.Allowed(List.of()));
    }

    @Override
    public CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers) {
        return CompletableFuture.completedStage(new Decision.Allowed(List.of(grant)));
    }
}
