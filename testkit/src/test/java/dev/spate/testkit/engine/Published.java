package dev.spate.testkit.engine;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.SubscribeRequest;

/// What a hub said it has taken. Thread-safe: immutable.
record Published(Position position, Publication publication) {
    String data() {
        return publication.event().data();
    }

    /// Whether it has the same key as an earlier one.
    boolean replaces(Published earlier) {
        var key = publication.key();
        return !key.isEmpty()
                && key.equals(earlier.publication().key())
                && publication
                        .topics()
                        .getFirst()
                        .equals(earlier.publication().topics().getFirst());
    }

    /// What the rule says, looked up the long way.
    boolean isWantedBy(SubscribeRequest request) {
        boolean isMatched = publication.topics().stream()
                .anyMatch(topic -> request.matchers().stream().anyMatch(matcher -> matcher.matches(topic)));
        return isMatched
                && (request.types().isEmpty()
                        || request.types().contains(publication.event().type()))
                && (request.keys().isEmpty() || request.keys().contains(publication.key()));
    }
}
