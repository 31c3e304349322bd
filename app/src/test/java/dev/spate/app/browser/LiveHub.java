package dev.spate.app.browser;

import dev.spate.client.Feed;
import dev.spate.client.Publication;
import dev.spate.client.PublishException;
import dev.spate.client.PublishResult;
import dev.spate.client.Publisher;
import dev.spate.hub.Hub;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Retention;
import dev.spate.server.CorsPolicy;
import dev.spate.server.HubServer;
import dev.spate.server.PublicHosts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// A hub that listens at `/events` of a free port, and a publisher to it.
///
/// Owner: the test's thread.
final class LiveHub implements AutoCloseable {
    private final Hub hub;
    private final HubServer server;
    private final Publisher publisher;

    /// @param keep how many entries the log keeps
    /// @param origins whose pages may come
    LiveHub(long keep, String... origins) {
        hub = Hub.builder()
                .memoryLog(new Retention(Duration.ofDays(1), 256 << 20, keep))
                .limits(HubLimits.standard().with().retry(Duration.ofMillis(50)).build())
                .build();
        server = HubServer.builder()
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .hub("/events", hub)
                .cors(CorsPolicy.of(origins))
                .hosts(PublicHosts.loopback())
                .start();
        publisher = Publisher.to(uri("/events")).build();
    }

    InetSocketAddress address() {
        return server.addresses().get(0);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + address().getPort() + path);
    }

    /// Publishes one event and returns its id.
    String publish(Publication publication) throws PublishException, InterruptedException {
        return switch (publisher.publish(publication)) {
            case PublishResult.Accepted(String id) -> id;
            case PublishResult.Duplicate(String id) -> throw new AssertionError("duplicate " + id);
            case PublishResult.Refused refused -> throw new AssertionError(refused);
        };
    }

    /// Publishes many events on one topic, in order.
    void publishAll(String topic, List<String> data) throws PublishException, InterruptedException {
        try (Feed feed = publisher.feed((publication, result) -> require(result))) {
            for (String text : data) {
                feed.send(Publication.of(topic, text));
            }
        }
    }

    private static void require(PublishResult result) {
        if (!(result instanceof PublishResult.Accepted)) {
            throw new AssertionError(result);
        }
    }

    @Override
    public void close() {
        publisher.close();
        server.close();
        hub.close();
    }
}
