package dev.spate.bench.yardstick;

import java.util.regex.Pattern;

/// The head of a request, as far as the yardstick cares. Thread-safe: immutable.
///
/// @param isStream whether it asks for the stream; else it brings an event
/// @param bodyBytes how long the body is
/// @param lastEvent the number of the last event that the client has; -1 if it has none
record BareRequest(boolean isStream, int bodyBytes, int lastEvent) {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]{1,7})\r\n");

    private static final Pattern LAST_EVENT = Pattern.compile("(?i)\r\nlast-event-id: *([0-9]{1,9})\r\n");

    /// @param head up to and with the empty line
    static BareRequest of(String head) {
        var length = LENGTH.matcher(head);
        var last = LAST_EVENT.matcher(head);
        return new BareRequest(
                head.startsWith("GET "),
                length.find() ? Integer.parseInt(length.group(1)) : 0,
                last.find() ? Integer.parseInt(last.group(1)) : -1);
    }
}
