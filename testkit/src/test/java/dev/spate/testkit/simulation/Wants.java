package dev.spate.testkit.simulation;

import dev.spate.hub.Matcher;
import dev.spate.hub.Publication;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import java.util.List;

/// What a subscriber is to be given, by the rule, looked up the long way. Thread-safe: immutable.
///
/// @param request what it asks for
/// @param grants which private events it may see
/// @param slow what becomes of it when it is too slow
record Wants(SubscribeRequest request, List<Matcher> grants, SlowPolicy slow) {
    boolean take(Publication publication) {
        return touch(publication)
                && (request.types().isEmpty()
                        || request.types().contains(publication.event().type()))
                && (request.keys().isEmpty() || request.keys().contains(publication.key()))
                && (publication.visibility() == Visibility.PUBLIC || isOneTaken(grants, publication.topics()));
    }

    /// Whether one of the topics is asked for.
    boolean touch(Publication publication) {
        return isOneTaken(request.matchers(), publication.topics());
    }

    /// Whether the log knows exactly what was evicted of what is asked for.
    boolean isExact() {
        for (var matcher : request.matchers()) {
            if (!(matcher instanceof Matcher.Exact)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOneTaken(List<Matcher> matchers, List<Topic> topics) {
        for (int m = 0; m < matchers.size(); m++) {
            for (int t = 0; t < topics.size(); t++) {
                if (matchers.get(m).matches(topics.get(t))) {
                    return true;
                }
            }
        }
        return false;
    }
}
