package dev.spate.client;

import java.net.http.HttpHeaders;
import java.util.Locale;

/// The essence of a media type: `type/subtype`, lower case, without parameters. Thread-safe: stateless.
final class ContentType {

    static final String EVENT_STREAM = "text/event-stream";
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String PROBLEM = "application/problem+json";

    private ContentType() {}

    /// The essence of what the answer says its body is; empty if it says nothing.
    static String of(HttpHeaders headers) {
        return essence(headers.firstValue("Content-Type").orElse(""));
    }

    // WHATWG MIME Sniffing 4.4: what stands before the first semicolon, without outer white space.
    private static String essence(String value) {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
}
