package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spate.client.fixture.Received;
import dev.spate.client.fixture.Script;
import dev.spate.client.fixture.ScriptedServer;
import dev.spate.wire.Event;
import dev.spate.wire.json.FlatJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofHours(1));
    private static final Script ACCEPTED = exchange -> exchange.answer(200, "application/json", "{\"id\":\"#e-1\"}");

    private ScriptedServer server;
    private Publisher publisher;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        publisher = publisher().build();
    }

    @AfterEach
    void close() throws IOException {
        publisher.close();
        server.close();
    }

    private PublisherBuilder publisher() {
        return Publisher.to(server.uri("/events")).backoff(QUICK);
    }

    @Test
    void aPublicationIsOneJsonObject() throws Exception {
        server.then(ACCEPTED);
        Publication publication = new Publication(
                List.of("a", "b"),
                Event.of("line\n\"two\"").withType("t").withRetryMillis(5),
                "k",
                Visibility.PRIVATE,
                "mine");

        PublishResult result = publisher.publish(publication.withId("own"));

        assertThat(result).isEqualTo(new PublishResult.Accepted("#e-1"));
        Received request = server.request();
        assertThat(request.method() + request.target()).isEqualTo("POST/events");
        assertThat(request.header("Content-Type")).hasValue("application/json");
        assertThat(request.body()).isEqualTo("""
            {"topics":["a","b"],"event":"t","data":"line\\n\\"two\\"","id":"own","retry":5,"key":"k",\
            "private":true,"idempotency_key":"mine"}\
            """);
    }

    @Test
    void eachPublicationHasAKeyOfItsOwn() throws Exception {
        server.then(ACCEPTED).then(ACCEPTED);

        publisher.publish(Publication.of("t", "1"));
        publisher.publish(Publication.of("t", "1"));

        assertThat(key(server.request())).isNotEmpty().isNotEqualTo(key(server.request()));
    }

    @Test
    void theCallersHeadersAreSent() throws Exception {
        server.then(ACCEPTED);
        publisher =
                publisher().headers(() -> Map.of("Authorization", "Bearer x")).build();

        publisher.publish(Publication.of("t", "1"));

        assertThat(server.request().header("Authorization")).hasValue("Bearer x");
    }

    @Test
    void aDuplicateIsToldApart() throws Exception {
        server.then(exchange -> exchange.answer(200, "application/json", "{\"id\":\"#e-1\",\"duplicate\":true}"));

        PublishResult result = publisher.publish(Publication.of("t", "1"));

        assertThat(result).isEqualTo(new PublishResult.Duplicate("#e-1"));
    }

    @Nested
    class WhenTheHubSaysNo {

        @ParameterizedTest
        @ValueSource(ints = {400, 401, 403, 404, 413, 422, 500})
        void theProblemIsTheResult(int status) throws Exception {
            server.then(exchange -> exchange.answer(status, "application/problem+json", "{\"detail\":\"why\"}"));

            PublishResult result = publisher.publish(Publication.of("t", "1"));

            assertThat(result).isEqualTo(new PublishResult.Refused(new Problem(status, "about:blank", "why")));
        }

        @Test
        void aRedirectNamesTheAddress() throws Exception {
            server.then(exchange -> exchange.answerWith(308, "Location: https://elsewhere/\r\n", ""));

            PublishResult result = publisher.publish(Publication.of("t", "1"));

            assertThat(((PublishResult.Refused) result).problem().detail())
                    .isEqualTo("url: redirected (expected: https://elsewhere/)");
        }

        @Test
        void anAnswerThatIsNoJsonIsAnError() {
            server.then(exchange -> exchange.answer(200, "text/html", "<html>"));

            assertThatThrownBy(() -> publisher.publish(Publication.of("t", "1")))
                    .isInstanceOf(PublishException.class)
                    .hasMessageStartingWith("answer: JSON at offset 0");
        }
    }

    @Nested
    class WhenTheHubCannotNow {

        @ParameterizedTest
        @ValueSource(ints = {429, 502, 503, 504})
        void itIsTriedAgainUnderTheSameKey(int status) throws Exception {
            server.then(exchange -> exchange.answer(status, "text/plain", "busy"))
                    .then(ACCEPTED);

            PublishResult result = publisher.publish(Publication.of("t", "1"));

            assertThat(result).isEqualTo(new PublishResult.Accepted("#e-1"));
            assertThat(key(server.request())).isEqualTo(key(server.request()));
        }

        @Test
        void anAnswerThatIsCutIsAskedForAgainUnderTheSameKey() throws Exception {
            server.then(exchange -> exchange.send("HTTP/1.1 200 X\r\nContent-Length: 14\r\n\r\n{\"id\"")
                            .cut())
                    .then(ACCEPTED);

            publisher.publish(Publication.of("t", "1"));

            assertThat(key(server.request())).isEqualTo(key(server.request()));
        }

        @Test
        void whoWantsToKnowLearnsIt() throws Exception {
            server.then(exchange -> exchange.answer(503, "text/plain", "busy")).then(ACCEPTED);
            List<String> reasons = new CopyOnWriteArrayList<>();
            publisher = publisher().retries((why, retryIn) -> reasons.add(why)).build();

            publisher.publish(Publication.of("t", "1"));

            assertThat(reasons).containsExactly("busy [503]");
        }

        @Test
        void withoutPatienceThereIsOneAttempt() {
            server.then(exchange -> exchange.answer(503, "text/plain", "draining"));
            publisher = publisher().patience(Duration.ZERO).build();

            assertThatThrownBy(() -> publisher.publish(Publication.of("t", "1")))
                    .isInstanceOfSatisfying(
                            PublishException.class,
                            e -> assertThat(e.problem()).hasValue(new Problem(503, "about:blank", "draining")))
                    .hasMessage("draining [503]");
        }

        @Test
        void aWaitThatIsLongerThanThePatienceIsNotBegun() {
            server.then(exchange -> exchange.answerWith(503, "Retry-After: 31\r\n", ""));

            assertThatThrownBy(() -> publisher.publish(Publication.of("t", "1")))
                    .isInstanceOf(PublishException.class);
        }

        @Test
        void nobodyThereIsNamed() throws IOException {
            server.close();
            publisher = publisher().patience(Duration.ZERO).build();

            assertThatThrownBy(() -> publisher.publish(Publication.of("t", "1")))
                    .hasMessage("connection refused");
        }

        @Test
        void closingEndsTheWait() throws Exception {
            server.then(exchange -> exchange.answerWith(503, "Retry-After: 20\r\n", ""));
            CompletableFuture<PublishResult> result = inBackground(publisher);
            server.request();

            publisher.close();

            await().until(result::isCompletedExceptionally);
        }

        @Test
        void closingEndsARequestUnderWay() throws Exception {
            server.then(exchange -> exchange.awaitClosedByClient());
            CompletableFuture<PublishResult> result = inBackground(publisher);
            server.request();

            publisher.close();

            await().until(result::isCompletedExceptionally);
            await().until(() -> server.connections() == 0);
        }
    }

    private static CompletableFuture<PublishResult> inBackground(Publisher publisher) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return publisher.publish(Publication.of("t", "1"));
            } catch (IOException | InterruptedException failed) {
                throw new CompletionException(failed);
            }
        });
    }

    private static String key(Received request) throws Exception {
        String flat = request.body().replace("[\"t\"]", "\"t\"");
        return FlatJson.parse(flat).string("idempotency_key").orElseThrow();
    }
}
