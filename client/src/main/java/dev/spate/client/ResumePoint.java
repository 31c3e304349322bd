package dev.spate.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;

/// Where a stream goes on: after the event with this id. An application may keep the text, and begin there again
/// after its own restart.
///
/// Thread-safe: immutable.
///
/// @param lastEventId the id of the last event received; empty for [#NONE]
public record ResumePoint(String lastEventId) {

    /// No event with an id has been received.
    public static final ResumePoint NONE = new ResumePoint("");

    static final String HEADER = "Last-Event-ID";
    static final String PARAMETER = "last_event_id";

    /// @throws NullPointerException if the id is null
    public ResumePoint {
        requireNonNull(lastEventId, "lastEventId");
    }

    /// Says whether this is [#NONE].
    public boolean isNone() {
        return lastEventId.isEmpty();
    }

    /// The header that carries the id: none where there is no id, or the header would not bring it there unchanged.
    Map<String, String> headers() {
        return isNone() || !fitsHeader() ? Map.of() : Map.of(HEADER, lastEventId);
    }

    /// The address to ask: with the id as a parameter where the header cannot carry it.
    URI on(URI uri) {
        return isNone() || fitsHeader() ? uri : Query.with(uri, PARAMETER, lastEventId);
    }

    /// `java.net.http` sends a header in ASCII and refuses control characters, and HTTP trims a value's outer
    /// spaces.
    private boolean fitsHeader() {
        int last = lastEventId.length() - 1;
        return lastEventId.charAt(0) != ' '
                && lastEventId.charAt(last) != ' '
                && lastEventId.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
