package dev.spate.server.internal.http;

/// The forms in which a subscription can be answered. Thread-safe: immutable.
public enum Form {
    /// `text/event-stream`.
    EVENT_STREAM("text", "event-stream"),
    /// `application/x-ndjson`: one JSON object a line.
    NDJSON("application", "x-ndjson"),
    /// `application/json`: long-poll.
    JSON("application", "json");

    private final String type;
    private final String subtype;

    Form(String type, String subtype) {
        this.type = type;
        this.subtype = subtype;
    }

    String type() {
        return type;
    }

    String subtype() {
        return subtype;
    }

    /// @return the media type
    public String mediaType() {
        return type + "/" + subtype;
    }
}
