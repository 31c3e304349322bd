package dev.spate.hub;

import dev.spate.wire.Event;
import dev.spate.wire.EventId;
import java.util.List;

/// What a publisher asks for: an event, the topics it is about, and how it is to be treated. What is illegal cannot
/// be constructed; nothing downstream checks again.
///
/// ```java
/// var publication = Publication.of("prices/AAPL", "174.32").withType("price-update").withKey("AAPL");
/// ```
///
/// Thread-safe: immutable.
///
/// @param topics 1 to 100 topics; the first is the canonical one
/// @param event type, data, retry, and the publisher's own id if it gives one; otherwise the position becomes the
///     id
/// @param key with the canonical topic, what a newer event replaces; empty: none
/// @param visibility who it may reach
/// @param idempotencyKey a repeat with the same key is answered with the first one's position; empty: none
public record Publication(List<Topic> topics, Event event, String key, Visibility visibility, String idempotencyKey) {
    /// The most topics of one publication.
    public static final int MAX_TOPICS = 100;
    /// The most bytes of an id that a publisher gives.
    public static final int MAX_ID_BYTES = 128;
    /// The most bytes of an event type.
    public static final int MAX_TYPE_BYTES = 128;
    /// The most bytes of a key, and of an idempotency key.
    public static final int MAX_KEY_BYTES = 256;
    /// The longest reconnection time that an event may carry: a day.
    public static final long MAX_RETRY_MILLIS = 86_400_000;

    private static final String SIGNAL_PREFIX = "spate.";

    /// @throws IllegalArgumentException naming the field, the offending value and the rule
    public Publication {
        topics = List.copyOf(topics);
        if (topics.isEmpty() || topics.size() > MAX_TOPICS) {
            throw new IllegalArgumentException("topics: " + topics.size() + " (expected: 1 to " + MAX_TOPICS + ")");
        }
        requireId(event.id());
        requireType(event.type());
        if (event.retryMillis() > MAX_RETRY_MILLIS) {
            throw new IllegalArgumentException(
                    "retry: " + event.retryMillis() + " (expected: 0 to " + MAX_RETRY_MILLIS + " ms)");
        }
        Text.requireClean("key", key, MAX_KEY_BYTES);
        Text.requireClean("idempotency key", idempotencyKey, MAX_KEY_BYTES);
    }

    /// A public event of the default type.
    ///
    /// @param topic where it goes
    /// @param data what it says
    /// @return a publication with nothing else set
    /// @throws IllegalArgumentException if the topic is illegal
    public static Publication of(String topic, String data) {
        return of(List.of(new Topic(topic)), Event.of(data));
    }

    /// A public event.
    ///
    /// @param topics 1 to 100 topics, the canonical one first
    /// @param event what is said
    /// @return a publication with nothing else set
    /// @throws IllegalArgumentException if something is illegal
    public static Publication of(List<Topic> topics, Event event) {
        return new Publication(topics, event, "", Visibility.PUBLIC, "");
    }

    /// @return how many bytes the data takes as UTF-8
    public int dataBytes() {
        return Text.utf8Length(event.data());
    }

    /// @param type the event type; empty or `message` for the default
    /// @return a copy with this type
    public Publication withType(String type) {
        return new Publication(topics, event.withType(type), key, visibility, idempotencyKey);
    }

    /// @param id the publisher's own id, not beginning with `#` and not `earliest`
    /// @return a copy with this id
    public Publication withId(String id) {
        return new Publication(topics, event.withId(new EventId(id)), key, visibility, idempotencyKey);
    }

    /// @param newKey the key; empty: none
    /// @return a copy with this key
    public Publication withKey(String newKey) {
        return new Publication(topics, event, newKey, visibility, idempotencyKey);
    }

    /// @return a copy that reaches only those whose grants allow it
    public Publication asPrivate() {
        return new Publication(topics, event, key, Visibility.PRIVATE, idempotencyKey);
    }

    /// @param newKey the idempotency key; empty: none
    /// @return a copy with this idempotency key
    public Publication withIdempotencyKey(String newKey) {
        return new Publication(topics, event, key, visibility, newKey);
    }

    private static void requireId(EventId id) {
        Text.requireClean("id", id.text(), MAX_ID_BYTES);
        if (id.text().startsWith("#") || id.text().equals("earliest")) {
            throw new IllegalArgumentException("id: " + Text.quoted(id.text())
                    + " (expected: not beginning with \"#\" and not \"earliest\", which the hub keeps for itself)");
        }
    }

    private static void requireType(String type) {
        Text.requireClean("event", type, MAX_TYPE_BYTES);
        if (type.startsWith(SIGNAL_PREFIX)) {
            throw new IllegalArgumentException("event: " + Text.quoted(type)
                    + " (expected: not beginning with \"spate.\", which is kept for the hub's signals)");
        }
    }
}
