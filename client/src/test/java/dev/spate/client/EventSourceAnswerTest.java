package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourceAnswerTest extends SourceOfScriptedServer {
    @Nested
    class WhenTheAnswerIsNoStream {

        @ParameterizedTest
        @ValueSource(ints = {201, 204, 205, 206, 299, 400, 401, 403, 404, 406, 410, 431, 500, 501})
        void itStaysAway(int status) throws Exception {
            server.then(exchange ->
                    exchange.answer(status, "text/event-stream", status == 204 || status == 205 ? "" : "data: x\n\n"));

            run(to("/"));

            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.calls).containsExactly("closed");
            assertThat(((Closing.Refused) listener.closings.get(0)).problem().status())
                    .isEqualTo(status);
        }

        @Test
        void theProblemIsHandedOn() throws Exception {
            server.then(exchange -> exchange.answer(400, "application/problem+json", """
                {"type":"/problems/parameter","title":"Bad Request","status":400,"detail":"topik: unknown (expected: topic)"}\
                """));

            run(to("/"));

            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.closings)
                    .containsExactly(new Closing.Refused(
                            new Problem(400, "/problems/parameter", "topik: unknown (expected: topic)")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/html", "text/event-streamx", "application/x-ndjson"})
        void anotherTypeIsRefused(String type) throws Exception {
            server.then(exchange -> exchange.answer(200, type, "data: x\n\n"));

            run(to("/"));

            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.closings.get(0).message())
                    .isEqualTo("Content-Type: " + type + " (expected: text/event-stream) [200]");
        }

        @Test
        void aMissingTypeIsRefused() throws Exception {
            server.then(exchange -> exchange.answerWith(200, "", "data: x\n\n"));

            run(to("/"));

            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.closings.get(0).message())
                    .isEqualTo("Content-Type: none (expected: text/event-stream) [200]");
        }

        @ParameterizedTest
        @ValueSource(ints = {429, 502, 503, 504})
        void itComesBackFromWhatMayGetBetter(int status) throws Exception {
            server.then(exchange -> exchange.answer(status, "text/plain", "busy"))
                    .then(streaming("data: x\n\n"));

            run(to("/"));

            await().until(() -> listener.data().contains("x"));
            assertThat(listener.interruptions)
                    .containsExactly(new Interruption.Busy(new Problem(status, "about:blank", "busy")));
        }

        @Test
        void itWaitsAsLongAsABusyServerAsks() throws Exception {
            server.then(exchange -> exchange.answerWith(503, "Retry-After: 1000\r\n", ""));

            run(to("/"));

            await().until(() -> !listener.delays.isEmpty());
            assertThat(listener.delays.get(0)).isBetween(Duration.ofSeconds(1000), Duration.ofSeconds(1001));
        }

        @Test
        void anEndlessErrorPageIsNotReadToItsEnd() throws Exception {
            server.then(exchange -> {
                exchange.send("HTTP/1.1 500 X\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");
                exchange.send("x".repeat(TextBody.MAX_BYTES));
                exchange.awaitClosedByClient();
            });

            run(to("/"));

            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.closings.get(0).message()).startsWith("xxx").hasSizeLessThan(500);
        }
    }

    @Test
    void answersDoNotNeedTheCommonPool() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
            ForkJoinPool.commonPool().execute(() -> awaitUninterruptibly(mayGoOn));
        }
        server.then(exchange -> exchange.answer(503, "text/plain", "busy")).then(streaming("data: x\n\n"));
        try {
            run(to("/"));

            await().until(() -> listener.data().contains("x"));
        } finally {
            mayGoOn.countDown();
        }
    }

    @Nested
    class WhenThereIsNoAnswer {

        @Test
        void itTriesAgain() throws Exception {
            server.then(exchange -> exchange.cut())
                    .then(exchange -> exchange.cut())
                    .then(streaming("data: x\n\n"));

            run(to("/"));

            await().until(() -> listener.data().contains("x"));
            assertThat(listener.interruptions).hasOnlyElementsOfType(Interruption.Unreachable.class);
        }

        @Test
        void aRefusedConnectionIsNamed() throws Exception {
            URI nobody = server.uri("/");
            server.close();

            run(EventSource.to(nobody).backoff(QUICK));

            await().until(() -> listener.interruptions.size() > 1);
            assertThat(listener.interruptions.get(0).message()).isEqualTo("connection refused");
        }

        @Test
        void aHeadThatNeverComesIsGivenUp() throws Exception {
            server.then(exchange -> exchange.awaitClosedByClient()).then(streaming("data: x\n\n"));

            run(to("/").responseTimeout(Duration.ofMillis(50)));

            await().until(() -> listener.data().contains("x"));
            assertThat(listener.interruptions.get(0).message()).isEqualTo("no answer within PT0.05S");
        }

        @Test
        void aStreamThatFallsSilentIsGivenUp() throws Exception {
            CountDownLatch isGivenUp = new CountDownLatch(1);
            server.then(exchange -> {
                        exchange.stream().send("data: 1\n\n").awaitClosedByClient();
                        isGivenUp.countDown();
                    })
                    .then(streaming("data: 2\n\n"));

            run(to("/").idleTimeout(Duration.ofMillis(50)));

            await().until(() -> listener.data().contains("2"));
            isGivenUp.await();
            assertThat(listener.interruptions.get(0)).isEqualTo(new Interruption.Silent(Duration.ofMillis(50)));
        }

        @Test
        void aHubsHeartbeatSaysWhenAStreamIsDead() throws Exception {
            server.then(streaming(
                    "event: spate.open\ndata: {\"connection\":\"c\",\"position\":\"#a-1\",\"heartbeat\":20}\n\n"));

            run(to("/"));

            await().until(() -> !listener.interruptions.isEmpty());
            assertThat(listener.interruptions.get(0)).isEqualTo(new Interruption.Silent(Duration.ofMillis(60)));
        }
    }
}
