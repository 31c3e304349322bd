package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spate.client.fixture.Exchange;
import dev.spate.client.fixture.Received;
import dev.spate.client.fixture.Script;
import dev.spate.client.fixture.ScriptedServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofHours(1));

    private final List<String> results = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
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

    private Feed feed() {
        return publisher.feed(
                (publication, result) -> results.add(publication.event().data() + "=" + result));
    }

    /// Answers every line with the next id.
    private void accept(Exchange exchange) throws IOException {
        StringBuilder answer = new StringBuilder();
        exchange.request()
                .body()
                .lines()
                .forEach(line -> answer.append("{\"id\":\"")
                        .append(ids.incrementAndGet())
                        .append("\"}\n"));
        exchange.answer(200, "application/x-ndjson", answer.toString());
    }

    private static String accepted(String data, int id) {
        return data + "=Accepted[id=" + id + "]";
    }

    private static long lines(Received request) {
        return request.body().lines().count();
    }

    @Test
    void aSingleLineLeavesAtOnce() throws Exception {
        server.then(this::accept);
        Feed feed = feed();

        feed.send(Publication.of("t", "1"));

        await().until(() -> results.equals(List.of(accepted("1", 1))));
        Received request = server.request();
        assertThat(request.header("Content-Type")).hasValue("application/x-ndjson");
        assertThat(request.body())
                .startsWith("{\"topics\":[\"t\"],\"data\":\"1\"")
                .endsWith("}\n");
    }

    @Test
    void whatComesDuringARequestTravelsTogetherInOrder() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.then(exchange -> {
                    mayAnswer.await();
                    accept(exchange);
                })
                .then(this::accept);
        try (Feed feed = feed()) {
            feed.send(Publication.of("t", "1"));
            assertThat(lines(server.request())).isOne();
            feed.send(Publication.of("t", "2"));
            feed.send(Publication.of("t", "3"));
            mayAnswer.countDown();
        }

        assertThat(lines(server.request())).isEqualTo(2);
        assertThat(results).containsExactly(accepted("1", 1), accepted("2", 2), accepted("3", 3));
    }

    @Test
    void requestsShareAConnection() throws Exception {
        server.then(this::accept).then(this::accept);
        Feed feed = feed();

        feed.send(Publication.of("t", "1"));
        await().until(() -> results.size() == 1);
        feed.send(Publication.of("t", "2"));
        await().until(() -> results.size() == 2);

        assertThat(server.connections()).isOne();
    }

    @Test
    void aBatchIsBoundedByCount() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        publisher =
                publisher().feedLimits(new FeedLimits(2, 1 << 20, 100, 1 << 20)).build();
        server.then(exchange -> {
            mayAnswer.await();
            accept(exchange);
        });
        server.then(this::accept).then(this::accept);
        try (Feed feed = feed()) {
            feed.send(Publication.of("t", "0"));
            server.request();
            for (int i = 1; i <= 3; i++) {
                feed.send(Publication.of("t", "" + i));
            }
            mayAnswer.countDown();
        }

        assertThat(lines(server.request())).isEqualTo(2);
        assertThat(lines(server.request())).isOne();
    }

    @Test
    void whoIsFasterThanTheHubWaits() throws Exception {
        publisher =
                publisher().feedLimits(new FeedLimits(1, 1 << 20, 1, 1 << 20)).build();
        Feed feed = feed();
        feed.send(Publication.of("t", "under way"));
        server.request();
        feed.send(Publication.of("t", "waits"));

        Thread sender = new Thread(() -> sendUnchecked(feed, "has no room"));
        sender.start();

        await().until(() -> sender.getState() == Thread.State.WAITING);
        server.then(this::accept).then(this::accept).then(this::accept);
        await().until(() -> results.size() == 3);
        sender.join();
    }

    @Nested
    class WhenALineIsRefused {

        @Test
        void theOthersAreNot() throws Exception {
            String error = "{\"error\":\"why\",\"type\":\"/problems/x\",\"status\":413}";
            server.then(exchange -> exchange.answer(200, "application/x-ndjson", error + "\n"))
                    .then(FeedTest.this::accept);
            try (Feed feed = feed()) {
                feed.send(Publication.of("t", "1"));
                await().until(() -> results.size() == 1);
                feed.send(Publication.of("t", "2"));
            }

            assertThat(results).containsExactly("1=Refused[problem=why [413]]", accepted("2", 1));
        }

        @Test
        void aDetailAloneIsUnderstood() throws Exception {
            server.then(exchange -> exchange.answer(200, "application/x-ndjson", "{\"error\":\"why\"}\n"));
            try (Feed feed = feed()) {
                feed.send(Publication.of("t", "1"));
            }

            assertThat(results).containsExactly("1=Refused[problem=why [422]]");
        }
    }

    @Nested
    class WhenAnAnswerIsCut {

        /// Answers so much, waits until it is read, and breaks the connection.
        private Script cutAfter(String answered, int resultCount) {
            String head = "HTTP/1.1 200 X\r\nContent-Type: application/x-ndjson\r\nContent-Length: 999\r\n\r\n";
            return exchange -> {
                exchange.send(head + answered);
                await().until(() -> results.size() == resultCount);
                exchange.cut();
            };
        }

        @Test
        void onlyWhatWasNotAnsweredIsSentAgain() throws Exception {
            CountDownLatch mayAnswer = new CountDownLatch(1);
            server.then(exchange -> {
                        mayAnswer.await();
                        accept(exchange);
                    })
                    .then(cutAfter("{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id", 3))
                    .then(FeedTest.this::accept);
            try (Feed feed = feed()) {
                feed.send(Publication.of("t", "0"));
                server.request();
                for (int i = 1; i <= 3; i++) {
                    feed.send(Publication.of("t", "" + i));
                }
                mayAnswer.countDown();
            }

            assertThat(results)
                    .containsExactly(accepted("0", 1), "1=Accepted[id=a]", "2=Accepted[id=b]", accepted("3", 2));
            assertThat(lines(server.request())).isEqualTo(3);
            assertThat(lines(server.request())).isOne();
        }

        @Test
        void theSameKeyIsSentAgain() throws Exception {
            server.then(Exchange::cut).then(FeedTest.this::accept);
            try (Feed feed = feed()) {
                feed.send(Publication.of("t", "1"));
            }

            assertThat(server.request().body()).isEqualTo(server.request().body());
        }

        @Test
        void anAnswerThatEndsTooSoonIsCutToo() throws Exception {
            server.then(exchange -> exchange.answer(200, "application/x-ndjson", ""))
                    .then(FeedTest.this::accept);
            try (Feed feed = feed()) {
                feed.send(Publication.of("t", "1"));
            }

            assertThat(results).containsExactly(accepted("1", 1));
        }

        @Test
        void aLineThatIsToldToComeLaterComesLater() throws Exception {
            server.then(exchange ->
                            exchange.answer(200, "application/x-ndjson", "{\"error\":\"overload\",\"status\":503}\n"))
                    .then(FeedTest.this::accept);
            try (Feed feed = feed()) {
                feed.send(Publication.of("t", "1"));
            }

            assertThat(results).containsExactly(accepted("1", 1));
        }
    }

    @Nested
    class WhenItFails {

        @Test
        void aRefusalOfTheRequestEndsIt() {
            server.then(exchange -> exchange.answer(403, "application/problem+json", "{\"detail\":\"no\"}"));
            Feed feed = feed();

            assertThatThrownBy(() -> {
                        feed.send(Publication.of("t", "1"));
                        feed.close();
                    })
                    .isInstanceOfSatisfying(
                            PublishException.class,
                            e -> assertThat(e.problem()).hasValue(new Problem(403, "about:blank", "no")));
        }

        @Test
        void theListenerLearnsItAtOnce() throws Exception {
            server.then(exchange -> exchange.answer(403, "text/plain", "no"));
            CompletableFuture<String> failure = new CompletableFuture<>();
            Feed feed = publisher.feed(new Feed.Listener() {
                @Override
                public void onResult(Publication publication, PublishResult result) {}

                @Override
                public void onFailure(PublishException why) {
                    failure.complete(why.getMessage());
                }
            });

            feed.send(Publication.of("t", "1"));

            assertThat(failure.get()).isEqualTo("no [403]");
        }

        @Test
        void patienceThatIsOverEndsIt() {
            server.then(exchange -> exchange.answerWith(503, "Retry-After: 31\r\n", ""));
            Feed feed = feed();

            assertThatThrownBy(() -> {
                        feed.send(Publication.of("t", "1"));
                        feed.close();
                    })
                    .isInstanceOf(PublishException.class);
        }

        @Test
        void whoWaitsForRoomLearnsIt() throws Exception {
            publisher = publisher().feedLimits(new FeedLimits(1, 1, 1, 1)).build();
            Feed feed = feed();
            feed.send(Publication.of("t", "1"));
            server.request();
            feed.send(Publication.of("t", "2"));
            Thread sender = new Thread(() -> sendUnchecked(feed, "3"));
            sender.start();
            await().until(() -> sender.getState() == Thread.State.WAITING);

            server.then(exchange -> exchange.answer(404, "text/plain", "gone"));

            sender.join();
            assertThatThrownBy(() -> feed.send(Publication.of("t", "4"))).hasMessage("gone [404]");
        }

        @Test
        void closingThePublisherEndsIt() throws Exception {
            server.then(exchange -> exchange.awaitClosedByClient());
            Feed feed = feed();
            feed.send(Publication.of("t", "1"));
            server.request();

            publisher.close();

            assertThatThrownBy(feed::close).isInstanceOf(PublishException.class);
        }

        @Test
        void aListenerThatThrowsEndsIt() throws Exception {
            server.then(FeedTest.this::accept);
            Feed feed = publisher.feed((publication, result) -> {
                throw new IllegalStateException("oops");
            });
            feed.send(Publication.of("t", "1"));

            assertThatThrownBy(feed::close).isInstanceOf(PublishException.class).hasMessage("listener: oops");
        }
    }

    @Test
    void afterItsEndNothingIsTaken() throws Exception {
        Feed feed = feed();
        feed.close();

        assertThatThrownBy(() -> feed.send(Publication.of("t", "1"))).isInstanceOf(IllegalStateException.class);
    }

    private static void sendUnchecked(Feed feed, String data) {
        try {
            feed.send(Publication.of("t", data));
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
