package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.spate.hub.BlockingSink;
import dev.spate.hub.BlockingSink.Output;
import dev.spate.hub.Hub;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import dev.spate.testkit.ThreadLoop;
import dev.spate.wire.EventParser;
import dev.spate.wire.ReceivedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A hub inside a server that knows only requests and responses that block, one thread for each, as a servlet has
/// them.
class EmbeddingTest {
    private static final int MAX_PENDING = 65_536;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Hub hub = Hub.builder().build();
    private final ThreadLoop loop = new ThreadLoop("embedded");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/events/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        client.shutdownNow();
        hub.close();
        server.stop(0);
        threads.shutdownNow();
        loop.close();
    }

    /// All that an embedder writes.
    private void answer(HttpExchange exchange) throws IOException {
        var request = request(exchange);
        var result = hub.subscribe(Principal.ANONYMOUS, request)
                .toCompletableFuture()
                .join();
        if (!(result instanceof SubscribeResult.Admitted(var admission))) {
            exchange.sendResponseHeaders(403, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        var sink = new BlockingSink(Output.of(exchange.getResponseBody()), loop, threads, MAX_PENDING);
        loop.execute(() -> sink.belongsTo(admission.attach(sink, loop)));
        sink.ended().toCompletableFuture().join();
        exchange.close();
    }

    private static SubscribeRequest request(HttpExchange exchange) {
        var topic = exchange.getRequestURI().getPath().substring("/events/".length());
        var request = SubscribeRequest.to(Matcher.parse(topic));
        var lastId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        return lastId == null ? request : request.after(lastId);
    }

    private InputStream open(String topic, String lastId) throws Exception {
        var uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/events/" + topic);
        var request = HttpRequest.newBuilder(uri);
        if (!lastId.isEmpty()) {
            request.header("Last-Event-ID", lastId);
        }
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /// Reads so many events that are no signals.
    private static List<ReceivedEvent> read(InputStream body, int count) throws IOException {
        var events = new ArrayList<ReceivedEvent>();
        var parser = new EventParser(event -> {
            if (!event.type().startsWith("spate.")) {
                events.add(event);
            }
        });
        var bytes = new byte[8_192];
        while (events.size() < count) {
            int length = body.read(bytes);
            assertThat(length).isPositive();
            parser.feed(bytes, 0, length);
        }
        return events;
    }

    private void publish(String topic, String data) {
        Room.join(hub.publish(Principal.ANONYMOUS, Publication.of(topic, data)).toCompletableFuture());
    }

    private void awaitSubscriptions(int count) {
        await().atMost(PATIENCE).until(() -> hub.stats().subscriptions() == count);
    }

    @Test
    void streamsAndGoesOnWhereTheClientLeft() throws Exception {
        String lastId;
        try (var body = open("news", "")) {
            awaitSubscriptions(1);
            publish("news", "one");
            publish("other", "not this");
            publish("news", "two");
            var events = read(body, 2);
            assertThat(events).extracting(ReceivedEvent::data).containsExactly("one", "two");
            lastId = events.getLast().lastEventId();
        }
        IntStream.range(0, 3).forEach(index -> publish("news", "missed" + index));

        try (var body = open("news", lastId)) {
            assertThat(read(body, 3)).extracting(ReceivedEvent::data).containsExactly("missed0", "missed1", "missed2");
        }
    }

    @Test
    void clientThatDoesNotReadHoldsNobodyUp() throws Exception {
        try (var stuck = open("news", "");
                var body = open("news", "")) {
            awaitSubscriptions(2);
            var data = "x".repeat(100_000);
            threads.execute(() -> IntStream.range(0, 200).forEach(index -> publish("news", data)));

            assertThat(read(body, 200)).hasSize(200);
            assertThat(read(stuck, 200)).hasSize(200);
        }
    }

    @Test
    void clientThatLeavesEndsItsSubscription() throws Exception {
        try (var body = open("news", "")) {
            awaitSubscriptions(1);
            publish("news", "one");
            assertThat(read(body, 1)).hasSize(1);
        }

        await().atMost(PATIENCE).until(() -> {
            publish("news", "is anybody there");
            return hub.stats().subscriptions() == 0;
        });
    }
}
