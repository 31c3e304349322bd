package dev.spate.hub.internal.access;

import dev.spate.hub.Authorizer;
import dev.spate.hub.Decision;
import dev.spate.hub.HubListener;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the authorizer says. A question that fails, in whatever way, is a denial: it must never open a door.
///
/// Thread-safe: immutable.
public final class Decisions {
    private static final Decision UNDECIDED = new Decision.Denied("it could not be decided whether this is allowed");

    private final Authorizer authorizer;
    private final HubListener listener;

    public Decisions(Authorizer authorizer, HubListener listener) {
        this.authorizer = authorizer;
        this.listener = listener;
    }

    /// @return completes with the decision; never fails
    public CompletableFuture<Decision> mayPublish(Principal who, List<Topic> topics) {
        return decide(who, () -> authorizer.mayPublish(who, topics));
    }

    /// @return completes with the decision; never fails
    public CompletableFuture<Decision> maySubscribe(Principal who, List<Matcher> matchers) {
        return decide(who, () -> authorizer.maySubscribe(who, matchers));
    }

    private CompletableFuture<Decision> decide(Principal who, Supplier<CompletionStage<Decision>> question) {
        try {
            return question.get()
                    .handle((decision, failure) -> decision == null ? undecided(who, failure) : decision)
                    .toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture(undecided(who, failure));
        }
    }

    private Decision undecided(Principal who, @Nullable Throwable failure) {
        var told = failure == null ? new NullPointerException("decision: null (expected: a decision)") : failure;
        listener.onUndecided(who, told);
        return UNDECIDED;
    }
}
