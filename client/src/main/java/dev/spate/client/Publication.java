package dev.spate.client;

import static java.util.Objects.requireNonNull;

import dev.spate.wire.Event;
import dev.spate.wire.EventId;
import java.util.List;

/// What a publisher asks for: an event, and the topics that it belongs to. What is too long is refused by the hub,
/// whose limits are its own.
///
/// Thread-safe: immutable.
///
/// ```java
/// Publication.of("prices/AAPL", "174.32").withType("price-update").withKey("AAPL");
/// ```
///
/// @param topics the topics, the canonical one first; at least one
/// @param event the event; without an id it gets one from the hub
/// @param key with the canonical topic, what the event is a newer value of; empty for none
/// @param visibility who it may reach
/// @param idempotencyKey what makes a repetition known as such; empty for one that the publisher makes
public record Publication(List<String> topics, Event event, String key, Visibility visibility, String idempotencyKey) {

    /// @throws IllegalArgumentException if there is no topic
    public Publication {
        topics = List.copyOf(topics);
        requireNonNull(event, "event");
        requireNonNull(key, "key");
        requireNonNull(visibility, "visibility");
        requireNonNull(idempotencyKey, "idempotencyKey");
        if (topics.isEmpty()) {
            throw new IllegalArgumentException("topics: none (expected: at least one)");
        }
    }

    /// A public event of the default type.
    public static Publication of(String topic, String data) {
        return of(topic, Event.of(data));
    }

    /// A public event.
    public static Publication of(String topic, Event event) {
        return new Publication(List.of(topic), event, "", Visibility.PUBLIC, "");
    }

    /// This publication with another event type.
    ///
    /// @throws IllegalArgumentException if the type holds a control character or a lone surrogate
    public Publication withType(String type) {
        return withEvent(event.withType(type));
    }

    /// This publication with an id of the publisher's own.
    ///
    /// @throws IllegalArgumentException if the id holds a control character or a lone surrogate
    public Publication withId(String id) {
        return withEvent(event.withId(new EventId(id)));
    }

    /// This publication with another event.
    public Publication withEvent(Event newEvent) {
        return new Publication(topics, newEvent, key, visibility, idempotencyKey);
    }

    /// This publication with another key.
    public Publication withKey(String newKey) {
        return new Publication(topics, event, newKey, visibility, idempotencyKey);
    }

    /// This publication, for those who were granted one of its topics.
    public Publication asPrivate() {
        return new Publication(topics, event, key, Visibility.PRIVATE, idempotencyKey);
    }

    /// This publication with another idempotency key.
    public Publication withIdempotencyKey(String newKey) {
        return new Publication(topics, event, key, visibility, newKey);
    }
}
