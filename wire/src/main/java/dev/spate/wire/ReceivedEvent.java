package dev.spate.wire;

import static java.util.Objects.requireNonNull;

/// An event as it came out of an event stream (WHATWG HTML 9.2).
///
/// It is what the server sent, not what may be sent: unlike an [Event] it may hold control characters in its type
/// and its last event id. Neither has CR or LF in it, and the id has no NUL. A reconnection time is no part of it,
/// since it takes effect apart from events.
///
/// Thread-safe: immutable.
///
/// @param lastEventId the id of this event or, if it had none, of the last before it that had one; empty if there
///     was none
/// @param type        the type, [Event#DEFAULT_TYPE] if none was named
/// @param data        the lines of the payload, joined by LF
public record ReceivedEvent(String lastEventId, String type, String data) {

    public ReceivedEvent {
        requireNonNull(lastEventId, "lastEventId");
        requireNonNull(type, "type");
        requireNonNull(data, "data");
    }
}
