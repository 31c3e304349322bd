package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// What is one connection too many is told so, and what is many too many is closed.
final class ConnectionLimitTest {
    @AutoClose
    private final TestServer server = TestServer.limitedBy(limits -> limits.maxConnections(2));

    @AutoClose
    private final RawClient first = server.connect();

    @AutoClose
    private final RawClient second = server.connect();

    @Test
    void asManyAsTheLimitAreServed() {
        assertThat(first.post("/events/a", "text/plain", "x").read().status()).isEqualTo(200);
        assertThat(second.post("/events/a", "text/plain", "x").read().status()).isEqualTo(200);
    }

    @Test
    void aPublisherTooManyIsToldToComeBack() {
        try (var third = fullConnection()) {
            RawResponse answer = third.post("/events/a", "text/plain", "x").read();

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.hasField("Retry-After")).isTrue();
            assertThat(answer.body()).contains("connections: 3 (expected: at most 2)");
            assertThat(third.isAtEnd()).isTrue();
        }
    }

    @Test
    void aBrowserTooManyIsToldInAStream() {
        try (var third = fullConnection()) {
            RawResponse answer = third.get("/events/a").read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("spate.close", "\"reason\":\"limit\"");
            assertThat(third.isAtEnd()).isTrue();
        }
    }

    @Test
    void whoPrefersAStatusGetsIt() {
        try (var third = fullConnection()) {
            assertThat(third.get("/events/a", "Prefer: status=true").read().status())
                    .isEqualTo(503);
        }
    }

    @Test
    void probesAreAnsweredAllTheSame() {
        try (var third = fullConnection()) {
            assertThat(third.get("/-/healthy").read().status()).isEqualTo(200);
            assertThat(third.isAtEnd()).isTrue();
        }
    }

    @Test
    void aPlaceThatIsFreeAgainIsGivenAway() {
        fullConnection().close();
        first.close();

        await().until(() -> {
            try (var next = server.connect()) {
                return next.post("/events/a", "text/plain", "x").read().status() == 200;
            }
        });
    }

    private RawClient fullConnection() {
        first.get("/-/healthy").read();
        second.get("/-/healthy").read();
        return server.connect();
    }
}
