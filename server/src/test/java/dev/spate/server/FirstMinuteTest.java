package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What a new user tries first.
final class FirstMinuteTest {
    @AutoClose
    private final TestServer server = TestServer.start();

    @AutoClose
    private final RawClient reader = server.connect();

    @AutoClose
    private final RawClient writer = server.connect();

    @Test
    void whatIsPublishedArrives() {
        reader.get("/events/news").readHead();
        reader.readChunksUntil("\n\n");

        RawResponse answer = writer.post("/events/news", "application/x-www-form-urlencoded", "hello")
                .read();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(reader.readChunksUntil("data: hello\nid: #")).isNotEmpty();
    }

    @Test
    void whoComesBackGetsJustWhatWasMissed() {
        String last = server.publish("news", "one");
        server.publish("news", "two");
        server.publish("other", "elsewhere");
        server.publish("news", "three");

        reader.get("/events/news", "Last-Event-ID: " + last).readHead();
        String read = reader.readChunksUntil("three");

        assertThat(read).contains("two").doesNotContain("one", "elsewhere", "spate.gap");
    }
}
