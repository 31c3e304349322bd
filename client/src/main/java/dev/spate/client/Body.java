package dev.spate.client;

import java.net.http.HttpResponse;

/// What an answer carries. Either kind is bounded in memory.
sealed interface Body permits Body.Streamed, Body.Text {

    /// Bytes that are read as they come. Whoever holds it must read it to its end or cancel it.
    ///
    /// @param bytes where they come from
    record Streamed(StreamBody bytes) implements Body {}

    /// A short text, read to its end, or as far as it is of interest.
    ///
    /// @param text the beginning of the body
    record Text(String text) implements Body {}

    /// Streams the body of a 200 answer whose content type has this essence; reads the beginning of any other.
    static HttpResponse.BodyHandler<Body> streaming(String essence) {
        return head ->
                head.statusCode() == 200 && ContentType.of(head.headers()).equals(essence)
                        ? HttpResponse.BodySubscribers.mapping(new StreamBody(), Streamed::new)
                        : HttpResponse.BodySubscribers.mapping(new TextBody(), Text::new);
    }

    /// Reads the beginning of the body.
    static HttpResponse.BodyHandler<Body> text() {
        return head -> HttpResponse.BodySubscribers.mapping(new TextBody(), Text::new);
    }
}
