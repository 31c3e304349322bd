package dev.spate.client;

import dev.spate.wire.json.FlatJson;
import dev.spate.wire.json.JsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Publishes to a hub: one publication at a time, or many by a [Feed].
///
/// Whatever fails on the way is tried again, under an idempotency key that the publication keeps: a hub that had
/// got it before does not publish it twice.
///
/// Life cycle: [#to] and a builder; [#publish] and [#feed] as often as needed; [#close].
///
/// Thread-safe.
///
/// ```java
/// try (Publisher publisher = Publisher.to(URI.create("http://127.0.0.1:8080/events")).build()) {
///     publisher.publish(Publication.of("news", "hello"));
/// }
/// ```
public final class Publisher implements AutoCloseable {

    private final Transport transport;
    private final PublisherOptions options;
    private final Courier courier;
    private final IdempotencyKeys keys = new IdempotencyKeys();

    Publisher(Transport transport, PublisherOptions options) {
        this.transport = transport;
        this.options = options;
        this.courier = new Courier(transport, options);
    }

    /// Begins to describe a publisher to the hub at this address, such as `http://127.0.0.1:8080/events`.
    ///
    /// @throws IllegalArgumentException if it is not an absolute http or https address, or names a user
    public static PublisherBuilder to(URI hub) {
        return new PublisherBuilder(hub);
    }

    /// Publishes, and waits for the hub's answer.
    ///
    /// @throws PublishException if there was none within the publisher's patience, it cannot be understood, or this
    ///     is closed
    public PublishResult publish(Publication publication) throws PublishException, InterruptedException {
        String json = PublicationJson.write(publication, keys.of(publication));
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Patience patience = new Patience(transport, options);
        while (true) {
            Reply reply = courier.post(ContentType.JSON, body, Body.text());
            if (reply instanceof Reply.Answered answered) {
                return result(answered.response());
            }
            patience.await((Reply.NotNow) reply);
        }
    }

    /// Opens a feed, which sends what it is given in order, in as few requests as it can.
    ///
    /// @param listener gets the results
    public Feed feed(Feed.Listener listener) {
        FeedBuffer buffer = new FeedBuffer(options.feedLimits());
        return new Feed(buffer, new FeedLoop(transport, options, listener, buffer), keys);
    }

    /// Ends what is under way: calls and feeds that wait for an answer fail.
    @Override
    public void close() {
        transport.close();
        transport.release();
    }

    private static PublishResult result(Response response) throws PublishException {
        if (response.status() != 200) {
            return new PublishResult.Refused(Courier.problem(response));
        }
        String text = ((Body.Text) response.body()).text();
        try {
            return PublicationJson.read(FlatJson.parse(text));
        } catch (JsonException unreadable) {
            throw new PublishException("answer: " + unreadable.getMessage(), unreadable);
        }
    }
}
