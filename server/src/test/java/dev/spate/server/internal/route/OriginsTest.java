package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.server.CorsPolicy;
import dev.spate.server.PublicHosts;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginsTest {
    private static final String FRIEND = "https://friend.example";

    @Nested
    class WithoutAPolicy {
        private final Origins origins = new Origins(CorsPolicy.none(), PublicHosts.any());

        @Test
        void noOriginIsToldAnything() {
            assertThat(origins.fields(head("Origin", FRIEND))).containsExactly(new HeaderField("Vary", "Accept"));
        }

        @Test
        void aPreflightIsAnsweredWithoutLeave() {
            var answer = origins.options(head("Origin", FRIEND, "Access-Control-Request-Method", "POST"));

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.fields()).containsExactly(new HeaderField("Allow", Origins.METHODS));
        }
    }

    @Nested
    class WithAList {
        private final Origins origins = new Origins(CorsPolicy.of(FRIEND), PublicHosts.any());

        @Test
        void aListedOriginIsLetIn() {
            assertThat(origins.fields(head("Origin", FRIEND)))
                    .contains(
                            new HeaderField("Access-Control-Allow-Origin", FRIEND),
                            new HeaderField("Access-Control-Allow-Credentials", "true"),
                            new HeaderField("Access-Control-Expose-Headers", "Spate-Last-Event-ID, Retry-After"),
                            new HeaderField("Vary", "Accept, Origin"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"https://foe.example", "https://friend.example.foe.example", "null", "HTTPS://friend.example"
                })
        void anotherOriginIsNot(String origin) {
            assertThat(origins.fields(head("Origin", origin)))
                    .containsExactly(new HeaderField("Vary", "Accept, Origin"));
        }

        @Test
        void aPreflightOfAListedOriginIsToldWhatItMayDo() {
            var answer = origins.options(head("Origin", FRIEND, "Access-Control-Request-Method", "POST"));

            assertThat(answer.fields())
                    .contains(
                            new HeaderField("Access-Control-Allow-Methods", "GET, HEAD, QUERY, POST, OPTIONS"),
                            new HeaderField(
                                    "Access-Control-Allow-Headers",
                                    "last-event-id, authorization, content-type, idempotency-key, prefer,"
                                            + " cache-control, spate-durability"));
        }
    }

    @Nested
    class WithEverybody {
        private final Origins origins = new Origins(CorsPolicy.of("*"), PublicHosts.loopback());

        @Test
        void anyOriginIsLetInWithoutCredentials() {
            assertThat(origins.fields(head("Origin", "https://foe.example")))
                    .contains(new HeaderField("Access-Control-Allow-Origin", "*"))
                    .noneMatch(field -> field.name().equals("Access-Control-Allow-Credentials"));
        }

        @Test
        void noForeignPageMayPublishWithoutAKey() {
            assertForbidden(origins, "Origin", "https://foe.example");
        }
    }

    @Nested
    class OnTheLoopback {
        private final Origins origins = new Origins(CorsPolicy.of(FRIEND), PublicHosts.loopback());

        @Test
        void whoIsNoBrowserMayPublish() {
            assertMayPublish();
        }

        @Test
        void theHubsOwnPageMayPublish() {
            assertMayPublish("Origin", "http://localhost:8080", "Sec-Fetch-Site", "same-origin");
            assertMayPublish("Origin", "http://localhost:8080");
            assertMayPublish("Sec-Fetch-Site", "none");
        }

        @Test
        void aListedOriginMayPublish() {
            assertMayPublish("Origin", FRIEND, "Sec-Fetch-Site", "cross-site");
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
            https://foe.example, cross-site
            http://localhost:3000, same-site
            http://localhost:3000, ''
            null, ''
            http://localhost, ''
            """)
        void anotherPageMayNot(String origin, String site) {
            if (site.isEmpty()) {
                assertForbidden(origins, "Origin", origin);
            } else {
                assertForbidden(origins, "Origin", origin, "Sec-Fetch-Site", site);
            }
        }

        @Test
        void listedHostsChangeNothingOfThat() {
            var listed = new Origins(CorsPolicy.of(FRIEND), PublicHosts.listed(List.of("localhost")));

            assertForbidden(listed, "Origin", "https://foe.example", "Sec-Fetch-Site", "cross-site");
            assertThatCode(() -> listed.requireMayPublish(head("Origin", FRIEND)))
                    .doesNotThrowAnyException();
        }

        private void assertMayPublish(String... fields) {
            assertThatCode(() -> origins.requireMayPublish(head(fields))).doesNotThrowAnyException();
        }
    }

    @Nested
    class Hosts {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "localhost",
                    "localhost:8080",
                    "LOCALHOST",
                    "a.localhost:1",
                    "127.0.0.1:8080",
                    "127.1.2.3",
                    "[::1]:80"
                })
        void ofTheLoopbackAreAnsweredTo(String host) {
            assertThat(PublicHosts.loopback().answersTo(host)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "foe.example",
                    "localhost.foe.example",
                    "127.0.0.1.foe.example",
                    "[::2]",
                    "0.0.0.0",
                    "",
                    "[::1",
                    "1270.0.1"
                })
        void thatOnlyLookLikeItAreNot(String host) {
            assertThat(PublicHosts.loopback().answersTo(host)).isFalse();
        }

        @Test
        void thatAreListedAreAnsweredTo() {
            var hosts = PublicHosts.listed(List.of("Hub.example"));

            assertThat(hosts.answersTo("hub.EXAMPLE:8443")).isTrue();
            assertThat(hosts.answersTo("foe.example")).isFalse();
        }

        @Test
        void thatAreNotAnsweredToAreTold() {
            var origins = new Origins(CorsPolicy.none(), PublicHosts.loopback());

            assertThatThrownBy(() -> origins.requireHost(head("Host", "foe.example")))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(refused.problem().kind()).isEqualTo(ProblemKind.MISDIRECTED));
        }
    }

    private static void assertForbidden(Origins origins, String... fields) {
        assertThatThrownBy(() -> origins.requireMayPublish(head(fields)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }

    private static RequestHead head(String... fields) {
        boolean hasHost = List.of(fields).contains("Host");
        var all = new java.util.ArrayList<>(List.of(fields));
        if (!hasHost) {
            all.addAll(List.of("Host", "localhost:8080"));
        }
        return RequestHead.parse("HTTP/1.1", "POST", "/events", HeaderFields.of(all.toArray(String[]::new)));
    }
}
