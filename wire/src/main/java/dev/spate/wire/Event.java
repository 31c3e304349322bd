package dev.spate.wire;

import static java.util.Objects.requireNonNull;

/// An event of an event stream (WHATWG HTML 9.2) as it is sent.
///
/// Whatever can be constructed can be sent, and no value can add a field or an event of its own. The data may hold
/// any characters; two of its properties do not survive the wire: every CRLF and every CR arrives as LF, and a lone
/// surrogate as U+FFFD.
///
/// Thread-safe: immutable.
///
/// ```java
/// Event event = Event.of("{\"price\":174.32}")
///         .withType("price-update")
///         .withId(new EventId("42"));
/// byte[] wire = EventEncoder.encode(event);
/// ```
///
/// @param id          the id, or [EventId#NONE]
/// @param type        what the reader listens for; empty means, and becomes, [#DEFAULT_TYPE]
/// @param data        the payload, of any number of lines; may be empty
/// @param retryMillis how long the reader shall wait before it reconnects, in milliseconds, or [#NO_RETRY]
public record Event(EventId id, String type, String data, long retryMillis) {

    /// The type of an event that names none.
    public static final String DEFAULT_TYPE = "message";

    /// No `retry:` field: the reader keeps its reconnection time.
    public static final long NO_RETRY = -1;

    /// @throws IllegalArgumentException if the type holds a control character or a lone surrogate, or if
    ///     `retryMillis` is negative and not [#NO_RETRY]
    public Event {
        requireNonNull(id, "id");
        requireNonNull(data, "data");
        FieldText.check("type", type);
        if (retryMillis < NO_RETRY) {
            throw new IllegalArgumentException("retryMillis: " + retryMillis + " (expected: >= 0, or -1 for none)");
        }
        if (type.isEmpty()) {
            type = DEFAULT_TYPE;
        }
    }

    /// An event of the default type with this data, without an id.
    public static Event of(String data) {
        return new Event(EventId.NONE, DEFAULT_TYPE, data, NO_RETRY);
    }

    /// This event with another id; [EventId#NONE] takes the id away.
    public Event withId(EventId newId) {
        return new Event(newId, type, data, retryMillis);
    }

    /// This event with another type.
    ///
    /// @throws IllegalArgumentException if the type holds a control character or a lone surrogate
    public Event withType(String newType) {
        return new Event(id, newType, data, retryMillis);
    }

    /// This event with other data.
    public Event withData(String newData) {
        return new Event(id, type, newData, retryMillis);
    }

    /// This event with another reconnection time, in milliseconds; [#NO_RETRY] takes it away.
    ///
    /// @throws IllegalArgumentException if `newRetryMillis` is negative and not [#NO_RETRY]
    public Event withRetryMillis(long newRetryMillis) {
        return new Event(id, type, data, newRetryMillis);
    }

    /// Says whether the type is [#DEFAULT_TYPE], which is not written to the wire.
    public boolean isDefaultType() {
        return type.equals(DEFAULT_TYPE);
    }

    /// Says whether this event sets the reader's reconnection time.
    public boolean hasRetry() {
        return retryMillis != NO_RETRY;
    }
}
