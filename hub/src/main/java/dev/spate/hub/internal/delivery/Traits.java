package dev.spate.hub.internal.delivery;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import java.util.List;

/// What of a publication decides who gets it. Thread-safe: immutable.
record Traits(List<Topic> topics, String type, String key, Visibility visibility) {
    static Traits of(Publication publication) {
        return new Traits(
                publication.topics(), publication.event().type(), publication.key(), publication.visibility());
    }
}
