package dev.spate.hub;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Decides what a principal may do. Implementations are called from many threads, delivery loops among them, and
/// must not block: what has to wait answers later, by completing the stage. A stage that fails counts as a denial.
public interface Authorizer {
    /// May this principal publish to every one of these topics?
    ///
    /// @param principal who asks
    /// @param topics the topics of one publication, at least one
    /// @return the decision, now or later
    CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics);

    /// May this principal subscribe with these matchers, and which private events may it see?
    ///
    /// @param principal who asks
    /// @param matchers what the subscription asks for, at least one
    /// @return the decision, now or later
    CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers);

    /// Lets everybody publish and subscribe, and shows private events to nobody.
    ///
    /// @return an authorizer without state
    static Authorizer open() {
        var allowed = CompletableFuture.<Decision>completedStage(new Decision.Allowed(List.of()));
        return new Authorizer() {
            @Override
            public CompletionStage<Decision> mayPublish(Principal principal, List<Topic> topics) {
                return allowed;
            }

            @Override
            public CompletionStage<Decision> maySubscribe(Principal principal, List<Matcher> matchers) {
                return allowed;
            }
        };
    }
}
