package dev.spate.app;

import dev.spate.app.config.Right;
import dev.spate.hub.Authorizer;
import dev.spate.hub.Decision;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Topic;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets everybody do what the anonymous may, and shows private events to nobody. Thread-safe: immutable.
///
/// @param rights what they may do
record RightsAuthorizer(Set<Right> rights) implements Authorizer {
    private static final CompletionStage<Decision> ALLOWED =
            CompletableFuture.completedStage(new Decision.Allowed(List.of()));
    private static final CompletionStage<Decision> NO_PUBLISHING =
            CompletableFuture.completedStage(new Decision.Denied("publishing without a key is not allowed here"));
    private static final CompletionStage<Decision> NO_SUBSCRIBING =
            CompletableFuture.completedStage(new Decision.Denied("subscribing without a key is not allowed here"));

    RightsAuthorizer {
        rights = Set.copyOf(rights);
    }

    @Override
    public CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics) {
        return rights.contains(Right.PUBLISH) ? ALLOWED : NO_PUBLISHING;
    }

    @Override
    public CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers) {
        return rights.contains(Right.SUBSCRIBE) ? ALLOWED : NO_SUBSCRIBING;
    }
}
