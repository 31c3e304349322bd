package dev.spate.client;

import dev.spate.client.fixture.Script;
import dev.spate.client.fixture.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A source, its server and its listener.
abstract class SourceOfScriptedServer {

    static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofHours(1));

    final RecordingListener listener = new RecordingListener();
    ScriptedServer server;
    EventSource source;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        source = to("/unused").build(listener);
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        server.close();
    }

    EventSourceBuilder to(String path) {
        return EventSource.to(server.uri(path)).backoff(QUICK);
    }

    void run(EventSourceBuilder builder) {
        source.close();
        source = builder.build(listener);
        source.start();
    }

    /// A stream that begins so and stays open.
    static Script streaming(String text) {
        return exchange -> exchange.stream().send(text).awaitClosedByClient();
    }

    static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
