package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.Hub;
import dev.spate.hub.Retention;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/-/connections` over sockets.
final class ConnectionsTest {
    private static final String SECRET = "a-secret-of-many-letters";
    private static final String TOKEN = "Authorization: Bearer " + SECRET;
    private static final String LARGE = "x".repeat(10_000);
    private static final Pattern ID = Pattern.compile("\"id\":\"([A-Za-z0-9_-]{22})\"");
    private static final Pattern NEXT = Pattern.compile("\"next\":(?:null|\"([^\"]+)\")}$");
    private static final Pattern ENTRIES = Pattern.compile("\"entries\":(\\d+)");
    private static final Pattern OPENED = Pattern.compile("\"connection\":\"([^\"]+)\"");

    @AutoClose
    private final TestServer server = TestServer.start(builder -> builder.adminToken(AdminToken.of(SECRET)));

    @AutoClose
    private final RawClient client = server.connect();

    private final List<RawClient> subscribers = new ArrayList<>();

    @AfterEach
    void close() {
        subscribers.forEach(RawClient::close);
    }

    @Test
    void tellsWhoIsThereAndWhatOf() {
        String id = subscribe("/events?topic=news&topic=a/%7Bx%7D&slow=conflate");
        String last = server.publish("news", "hello");

        await().untilAsserted(() -> assertThat(list(""))
                .matches("\\{\"connections\":\\[\\{\"id\":\"" + id + "\",\"principal\":\"\",\"state\":\"live\","
                        + "\"topics\":\\[\"a/\\{x}\",\"news\"],\"last_event_id\":\"" + last + "\","
                        + "\"behind\":\\{\"entries\":0,\"bytes\":0,\"seconds\":0},"
                        + "\"delivered_bytes\":[1-9]\\d+,\"seconds\":\\d+,\"slow\":\"conflate\"}],\"next\":null}"));
    }

    @Test
    void whoTakesNothingStandsFirstWithHowFarItIsBehind() {
        String reading = subscribe("/events/other");
        String stalled = subscribe("/events/a");
        subscribe("/events/other");

        IntStream.range(0, 2_000).forEach(_ -> server.publish("a", LARGE));

        await().untilAsserted(() -> assertThat(list("")).contains("\"state\":\"lagging\""));
        String listed = list("");
        assertThat(ids(listed)).hasSize(3).startsWith(stalled).contains(reading);
        assertThat(numbers(ENTRIES, listed).getFirst()).isBetween(1L, 2_000L);
        assertThat(numbers(ENTRIES, listed)).endsWith(0L, 0L);
        assertThat(list("limit=1")).contains(stalled);
    }

    @Test
    void isAnsweredToHeadWithoutTheBody() {
        RawResponse answer = client.head("HEAD /-/connections HTTP/1.1", "Host: localhost", TOKEN)
                .readWithoutBody();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).isEqualTo("application/json");
        assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.field("Content-Length")).isEqualTo("" + "{\"connections\":[],\"next\":null}".length());
    }

    @Nested
    class Pages {
        @ParameterizedTest
        @ValueSource(ints = {1, 4, 6, 7, 8})
        void bringEverybodyOnce(int limit) {
            var there = Stream.generate(() -> subscribe("/events/a")).limit(7).toList();

            var seen = new ArrayList<String>();
            String next = "";
            do {
                String page = list("limit=" + limit + (next.isEmpty() ? "" : "&after=" + next));
                assertThat(ids(page)).hasSizeBetween(1, limit);
                seen.addAll(ids(page));
                next = NEXT.matcher(page)
                        .results()
                        .map(found -> found.group(1) == null ? "" : found.group(1))
                        .findFirst()
                        .orElseThrow();
            } while (!next.isEmpty());

            assertThat(seen).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Nested
    class Ending {
        @Test
        void endsOneStreamAndTellsItWhen() {
            String id = subscribe("/events/a");
            String stays = subscribe("/events/a");

            RawResponse answer = delete(id);

            assertThat(answer.status()).isEqualTo(204);
            assertThat(new String(subscribers.getFirst().readChunks(), StandardCharsets.UTF_8))
                    .contains("event: spate.close", "\"reason\":\"limit\"", "\"retry\":");
            assertThat(subscribers.getFirst().isAtEnd()).isTrue();
            assertThat(ids(list(""))).containsExactly(stays);
        }

        @ParameterizedTest
        @ValueSource(strings = {"drain", "expired", "limit", "max-age", "revoked", "slow"})
        void tellsTheReasonThatIsGiven(String reason) {
            String id = subscribe("/events/a");

            assertThat(delete(id + "?reason=" + reason).status()).isEqualTo(204);

            subscribers.getFirst().readChunksUntil("\"reason\":\"" + reason + "\"");
        }

        @Test
        void endsWhoTakesNothing() {
            String id = subscribe("/events/a");
            IntStream.range(0, 2_000).forEach(_ -> server.publish("a", LARGE));
            await().until(() -> server.hub().stats().lagging() == 1);

            assertThat(delete(id).status()).isEqualTo(204);

            assertThat(ids(list(""))).isEmpty();
            await().until(() -> server.hub().stats().subscriptions() == 0);
        }

        @Test
        void findsNobodyTwice() {
            String id = subscribe("/events/a");
            delete(id);

            RawResponse answer = delete(id);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body())
                    .contains("/problems/not-found")
                    .contains("connection: \\\"" + id + "\\\" (expected: the id of one that is subscribed)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "nobody", "a/b", "AAAAAAAAAAAAAAAAAAAAAA"})
        void findsNobodyUnderANameThatIsNone(String id) {
            subscribe("/events/a");

            assertThat(delete(id).status()).isEqualTo(404);
            assertThat(server.hub().stats().subscriptions()).isEqualTo(1);
        }
    }

    @Nested
    class OfSeveralHubs {
        @Test
        void isListedForTheOneThatIsNamedAndEndedWhereverItIs() {
            try (var other = Hub.builder().memoryLog(Retention.forMemory()).build();
                    var both =
                            TestServer.start(builder -> builder.hub("/a", other).adminToken(AdminToken.of(SECRET)));
                    var admin = both.connect();
                    var stream = both.connect()) {
                String id = subscribe(stream, "/a/t");

                assertThat(ids(get(admin, "?hub=/events"))).isEmpty();
                assertThat(ids(get(admin, "?hub=/a"))).containsExactly(id);
                assertThat(get(admin, "")).contains("hub: none (expected: one of /a, /events)");
                assertThat(delete(admin, id + "?hub=/events").status()).isEqualTo(404);
                assertThat(delete(admin, id + "?hub=/b").status()).isEqualTo(400);
                assertThat(delete(admin, id).status()).isEqualTo(204);
            }
        }
    }

    @Nested
    class Refusals {
        @Test
        void nobodyElseIsTold() {
            assertThat(client.get("/-/connections").read().status()).isEqualTo(401);
            assertThat(client.get("/-/connections", "Authorization: Bearer x")
                            .read()
                            .status())
                    .isEqualTo(401);
        }

        @Test
        void nobodyElseEndsAnything() {
            String id = subscribe("/events/a");

            RawResponse answer = client.head("DELETE /-/connections/" + id + " HTTP/1.1", "Host: localhost")
                    .read();

            assertThat(answer.status()).isEqualTo(401);
            assertThat(ids(list(""))).containsExactly(id);
        }

        @Test
        void withoutATokenTheyAreForNobody() {
            try (var open = TestServer.start(HubServerBuilder::publicMetrics);
                    var anybody = open.connect()) {
                assertThat(anybody.get("/-/connections").read().status()).isEqualTo(403);
                assertThat(delete(anybody, "x").status()).isEqualTo(403);
            }
        }

        @Test
        void theListIsOnlyRead() {
            RawResponse answer = client.head("DELETE /-/connections HTTP/1.1", "Host: localhost", TOKEN)
                    .read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("Allow")).isEqualTo("GET, HEAD");
        }

        @Test
        void oneIsOnlyEnded() {
            RawResponse answer = client.get("/-/connections/x", TOKEN).read();

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.field("Allow")).isEqualTo("DELETE");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            limit=0      | limit: \\"0\\" (expected: 1 to 1000)
            limit=1001   | limit: \\"1001\\" (expected: 1 to 1000)
            after=x      | after: \\"x\\" (expected: the next of the page before)
            hub=/other   | hub: \\"/other\\" (expected: one of /events)
            aftr=3       | the nearest is \\"after\\"
            """)
        void whatBreaksItsRuleIsNamed(String query, String detail) {
            RawResponse answer = client.get("/-/connections?" + query, TOKEN).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains(detail);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            reason=gone             | reason: \\"gone\\" (expected: drain, expired, max-age, revoked, slow, limit)
            reason=                 | reason: \\"\\" (expected: drain, expired, max-age, revoked, slow, limit)
            reason=slow&reason=slow | reason: 2 given (expected: at most one)
            reson=slow              | the nearest is \\"reason\\"
            """)
        void aReasonThatIsNoneEndsNobody(String query, String detail) {
            String id = subscribe("/events/a");

            RawResponse answer = delete(id + "?" + query);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains(detail);
            assertThat(ids(list(""))).containsExactly(id);
        }
    }

    /// @return the id of the subscription
    private String subscribe(String target) {
        var subscriber = server.connect();
        subscribers.add(subscriber);
        return subscribe(subscriber, target);
    }

    private static String subscribe(RawClient subscriber, String target) {
        subscriber
                .get(target + (target.contains("?") ? "&" : "?") + "signals=all")
                .readHead();
        String opening = subscriber.readChunksUntil("spate.position");
        return OPENED.matcher(opening)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private String list(String query) {
        return get(client, "?" + query);
    }

    private static String get(RawClient admin, String query) {
        return admin.get("/-/connections" + query, TOKEN).read().body();
    }

    private RawResponse delete(String id) {
        return delete(client, id);
    }

    private static RawResponse delete(RawClient admin, String id) {
        return admin.head("DELETE /-/connections/" + id + " HTTP/1.1", "Host: localhost", TOKEN)
                .read();
    }

    private static List<String> ids(String list) {
        return ID.matcher(list).results().map(found -> found.group(1)).toList();
    }

    private static List<Long> numbers(Pattern pattern, String list) {
        return pattern.matcher(list)
                .results()
                .map((MatchResult found) -> Long.parseLong(found.group(1)))
                .toList();
    }
}
