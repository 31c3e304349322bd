package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spate.client.fixture.Received;
import dev.spate.wire.ReceivedEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourceTest extends SourceOfScriptedServer {
    @Nested
    class WhenItConnects {

        @Test
        void itAsksAsAnEventSourceDoes() throws Exception {
            server.then(streaming(""));

            run(to("/events").parameter("topic", "a/{b}").parameter("topic", "é"));

            Received request = server.request();
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.target()).isEqualTo("/events?topic=a%2F%7Bb%7D&topic=%C3%A9");
            assertThat(request.header("Accept")).hasValue("text/event-stream");
            assertThat(request.header("Cache-Control")).hasValue("no-cache");
            assertThat(request.header("Prefer")).hasValue("status=true");
            assertThat(request.header("Last-Event-ID")).isEmpty();
        }

        @Test
        void headersAreAskedForBeforeEveryRequest() throws Exception {
            AtomicInteger count = new AtomicInteger();
            server.then(exchange -> exchange.stream().send("data: 1\n\n")).then(streaming(""));

            run(to("/").headers(() -> Map.of("Authorization", "Bearer " + count.incrementAndGet())));

            assertThat(server.request().header("Authorization")).hasValue("Bearer 1");
            assertThat(server.request().header("Authorization")).hasValue("Bearer 2");
        }

        @Test
        void headersThatCannotBeHadAreAFailedAttempt() throws Exception {
            AtomicInteger count = new AtomicInteger();
            server.then(streaming("data: x\n\n"));

            run(to("/").headers(() -> {
                if (count.incrementAndGet() == 1) {
                    throw new IOException("no token");
                }
                return Map.of();
            }));

            await().until(() -> listener.data().contains("x"));
            assertThat(listener.interruptions.get(0).message()).isEqualTo("no token");
        }

        @Test
        void eventsAreReadHoweverTheyAreSplit() throws Exception {
            byte[] stream = "event: t\r\ndata: é\r\ndata: 😀\r\nid: 7\r\n\r\n".getBytes(StandardCharsets.UTF_8);
            server.then(exchange -> {
                exchange.stream();
                for (byte b : stream) {
                    exchange.send(new byte[] {b});
                }
                exchange.awaitClosedByClient();
            });

            run(to("/"));

            await().until(() -> !listener.events.isEmpty());
            assertThat(listener.events).containsExactly(new ReceivedEvent("7", "t", "é\n😀"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/event-stream",
                    "TEXT/Event-Stream; charset=utf-8",
                    "text/event-stream;",
                    " text/event-stream ;x"
                })
        void theTypeIsComparedByItsEssence(String type) throws Exception {
            server.then(exchange -> exchange.send("HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\ndata: x\n\n"));

            run(to("/"));

            await().until(() -> listener.data().contains("x"));
        }

        @Test
        void aHubsSignalsAreNoEvents() throws Exception {
            server.then(streaming("""
                event: spate.gap
                data: {"reason":"expired","from":"#a-1","to":"#a-9","missed":8}
                id: #a-9

                """));

            run(to("/"));

            await().until(() -> !listener.signals.isEmpty());
            assertThat(listener.signals).containsExactly(new Signal.Gap("expired", "#a-1", "#a-9", OptionalLong.of(8)));
            assertThat(listener.events).isEmpty();
            assertThat(source.resumePoint()).isEqualTo(new ResumePoint("#a-9"));
        }
    }

    @Nested
    class WhenTheStreamEnds {

        @Test
        void itComesBackAfterTheLastEvent() throws Exception {
            server.then(exchange -> exchange.stream().send("data: 1\nid: #e-1\n\ndata: 2\nid: #e-2\n\n"))
                    .then(streaming("data: 3\n\n"));

            run(to("/"));

            await().until(() -> listener.data().size() == 3);
            server.request();
            assertThat(server.request().header("Last-Event-ID")).hasValue("#e-2");
            assertThat(listener.calls).containsExactly("open", "event 1", "event 2", "interrupted", "open", "event 3");
            assertThat(listener.interruptions.get(0)).isEqualTo(new Interruption.Ended());
            assertThat(listener.events.get(2).lastEventId()).isEqualTo("#e-2");
        }

        @Test
        void anEventThatIsCutIsAskedForAgain() throws Exception {
            server.then(exchange -> exchange.stream().send("data: 1\nid: 1\n\ndata: 2\nid: 2\n"))
                    .then(streaming("data: 2\nid: 2\n\n"));

            run(to("/"));

            await().until(() -> listener.data().size() == 2);
            server.request();
            assertThat(server.request().header("Last-Event-ID")).hasValue("1");
        }

        @Test
        void aResetIsACut() throws Exception {
            CountDownLatch isRead = new CountDownLatch(1);
            server.then(exchange -> {
                        exchange.stream().send("data: 1\nid: 1\n\n");
                        isRead.await();
                        exchange.cut();
                    })
                    .then(streaming("data: 2\n\n"));

            run(to("/"));
            await().until(() -> listener.data().contains("1"));
            isRead.countDown();

            await().until(() -> listener.data().contains("2"));
            assertThat(listener.interruptions).hasOnlyElementsOfType(Interruption.Cut.class);
        }

        @Test
        void itWaitsAsLongAsTheStreamSaid() throws Exception {
            server.then(exchange -> exchange.stream().send("retry: 1234567\n"));

            run(to("/"));

            await().until(() -> !listener.delays.isEmpty());
            assertThat(listener.delays).containsExactly(Duration.ofMillis(1_234_567));
        }

        @Test
        void aWaitBeyondTheMostIsCut() throws Exception {
            server.then(exchange -> exchange.stream().send("retry: 99999999\n"));

            run(to("/"));

            await().until(() -> !listener.delays.isEmpty());
            assertThat(listener.delays).containsExactly(Duration.ofHours(1));
        }

        @Test
        void theHubsFarewellSaysWhenToComeBack() throws Exception {
            server.then(exchange ->
                    exchange.stream().send("event: spate.close\ndata: {\"reason\":\"drain\",\"retry\":900000}\n\n"));

            run(to("/"));

            await().until(() -> !listener.delays.isEmpty());
            assertThat(listener.signals).containsExactly(new Signal.Close("drain", Duration.ofMinutes(15)));
            assertThat(listener.delays).containsExactly(Duration.ofMinutes(15));
        }

        @Test
        void anEmptyIdForgetsTheLastOne() throws Exception {
            server.then(exchange -> exchange.stream().send("data: 1\nid: 1\n\ndata: 2\nid\n\n"))
                    .then(streaming(""));

            run(to("/"));

            server.request();
            assertThat(server.request().header("Last-Event-ID")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"é,%C3%A9", "😀,%F0%9F%98%80", "' a',%20a", "'a ',a%20", "a\u0007b,a%07b"})
        void anIdThatAHeaderCannotCarryTravelsInTheQuery(String id, String encoded) throws Exception {
            server.then(exchange -> exchange.stream().send("data: 1\nid: " + id + "\n\n"))
                    .then(streaming(""));

            run(to("/e?topic=t"));

            server.request();
            Received second = server.request();
            assertThat(second.target()).isEqualTo("/e?topic=t&last_event_id=" + encoded);
            assertThat(second.header("Last-Event-ID")).isEmpty();
        }
    }

    @Nested
    class WhenItBeginsFromAResumePoint {

        @Test
        void theFirstRequestCarriesIt() throws Exception {
            server.then(streaming("data: x\n\n"));

            run(to("/").resumeAfter(new ResumePoint("#e-5")));

            assertThat(server.request().header("Last-Event-ID")).hasValue("#e-5");
            await().until(() -> !listener.events.isEmpty());
            assertThat(listener.events.get(0).lastEventId()).isEqualTo("#e-5");
        }

        @Test
        void anIdWithAControlCharacterIsRefused() {
            assertThatThrownBy(() -> to("/").resumeAfter(new ResumePoint("a\nb")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("id:");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "/events", "ftp://host/", "http:///events", "http://user:pw@host/"})
    void onlyHttpAddressesAreTaken(String uri) {
        assertThatThrownBy(() -> EventSource.to(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url: ");
    }
}
