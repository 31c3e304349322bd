package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Matcher;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.StartAt;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.Topic;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubscribeParametersTest {
    @Nested
    class Topics {
        @Test
        void areEverythingUnlessSaidOtherwise() {
            assertThat(read("").matchers()).containsExactly(new Matcher.Any());
        }

        @Test
        void mayBeExactOrTemplatesOrEverything() {
            assertThat(read("topic=a&topic=b%2F%7Bx%7D&topic=*").matchers())
                    .containsExactlyInAnyOrder(exact("a"), new Matcher.Template("b/{x}"), new Matcher.Any());
        }

        @Test
        void ofThePathAreExactWhateverTheyLookLike() {
            var request = SubscribeParameters.read(Optional.of("a/{x}"), Parameters.NONE, HeaderFields.of());

            assertThat(request.matchers()).containsExactly(exact("a/{x}"));
        }

        @Test
        void ofPathAndQueryGoTogether() {
            var query = Parameters.ofQuery("topic=b");

            assertThat(SubscribeParameters.read(Optional.of("a"), query, HeaderFields.of())
                            .matchers())
                    .containsExactlyInAnyOrder(exact("a"), exact("b"));
        }

        @Test
        void mayBeAsManyAsTheLimit() {
            assertThat(read(topics(100)).matchers()).hasSize(100);
            assertRefused(topics(101), ProblemKind.BAD_PARAMETER, "topic: 101 given (expected: 1 to 100)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"topic=", "topic=a%0Ab", "topic=a%00", "topic=%7B", "topic=a%0D"})
        void thatAreNoneAreRefused(String query) {
            assertRefused(query, ProblemKind.BAD_PARAMETER, "topic: ");
        }

        private static Matcher exact(String topic) {
            return new Matcher.Exact(new Topic(topic));
        }

        private static String topics(int count) {
            var query = new StringBuilder();
            for (int index = 0; index < count; index++) {
                query.append("topic=t").append(index).append('&');
            }
            return query.toString();
        }
    }

    @Nested
    class Start {
        @Test
        void isNowUnlessSaidOtherwise() {
            assertThat(read("").start()).isEqualTo(new StartAt.Now());
            assertThat(read("start=now").start()).isEqualTo(new StartAt.Now());
        }

        @Test
        void mayLieBack() {
            assertThat(read("start=earliest").start()).isEqualTo(new StartAt.Earliest());
            assertThat(read("start=-10").start()).isEqualTo(new StartAt.Last(10));
            assertThat(read("start=-1000000").start()).isEqualTo(new StartAt.Last(1_000_000));
        }

        @Test
        void isCheckedEvenWhereALastIdGoesBeforeIt() {
            assertRefused("start=soon&last_event_id=x", ProblemKind.BAD_PARAMETER, "start: \"soon\"");
        }
    }

    @Nested
    class LastId {
        @ParameterizedTest
        @ValueSource(strings = {"last_event_id", "lastEventId", "lastEventID", "Last-Event-ID", "evs_last_event_id"})
        void isReadFromEveryAlias(String name) {
            assertThat(read(name + "=%23a-1&start=earliest").start()).isEqualTo(new StartAt.After("#a-1"));
        }

        @Test
        void ofTheHeadGoesBeforeThatOfTheQuery() {
            var fields = HeaderFields.of("Last-Event-ID", "head");

            assertThat(read("last_event_id=query", fields).start()).isEqualTo(new StartAt.After("head"));
        }

        @Test
        void ofTheHeadIsUtf8() {
            String onTheWire = new String("ä#1".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

            assertThat(read("", HeaderFields.of("Last-Event-ID", onTheWire)).start())
                    .isEqualTo(new StartAt.After("ä#1"));
        }

        @Test
        void thatIsEmptyIsNone() {
            assertThat(read("last_event_id=&start=-1", HeaderFields.of("Last-Event-ID", ""))
                            .start())
                    .isEqualTo(new StartAt.Last(1));
        }

        @Test
        void thatComesLastCounts() {
            assertThat(read("last_event_id=a&lastEventId=b").start()).isEqualTo(new StartAt.After("b"));
        }

        @Test
        void mayAskForEverything() {
            assertThat(read("", HeaderFields.of("Last-Event-ID", "earliest")).start())
                    .isEqualTo(new StartAt.Earliest());
        }
    }

    @Nested
    class Others {
        @Test
        void areReadAsTheyAreMeant() {
            SubscribeRequest request = read("event=a&event=b&key=k&heartbeat=5&signals=all");

            assertThat(request.types()).containsExactlyInAnyOrder("a", "b");
            assertThat(request.keys()).containsExactly("k");
            assertThat(request.heartbeat()).isEqualTo(Duration.ofSeconds(5));
            assertThat(request.signals()).isEqualTo(Signals.ALL);
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
            off, OFF
            on, ON
            all, ALL
            """)
        void signalsCanBeChosen(String text, Signals expected) {
            assertThat(read("signals=" + text).signals()).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
            catch-up, CATCH_UP
            conflate, CONFLATE
            drop, DROP
            disconnect, DISCONNECT
            """)
        void whatBecomesOfTheSlowCanBeChosen(String text, SlowPolicy expected) {
            assertThat(read("slow=" + text).slow()).isEqualTo(expected);
        }

        @Test
        void whatBecomesOfTheSlowIsForTheHubToSayOtherwise() {
            assertThat(read("").slow()).isEqualTo(SlowPolicy.AS_CONFIGURED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"event", "key"})
        void filtersMayBeAsManyAsTheLimit(String name) {
            assertThat(read(many(name, 100))).isNotNull();
            assertRefused(many(name, 101), ProblemKind.BAD_PARAMETER, name + ": 101 given");
        }

        private static String many(String name, int count) {
            return IntStream.range(0, count)
                    .mapToObj(index -> name + "=" + index)
                    .collect(Collectors.joining("&"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"heartbeat=5", "heartbeat=300"})
        void heartbeatsWithinTheBoundsAreTaken(String query) {
            assertThat(read(query).heartbeat()).isPositive();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "heartbeat=4",
                    "heartbeat=301",
                    "heartbeat=0",
                    "heartbeat=x",
                    "heartbeat=",
                    "heartbeat=99999999999",
                    "slow=as-configured",
                    "slow=DROP",
                    "slow=",
                    "slow=drop&slow=drop",
                    "signals=some",
                    "signals=on&signals=on",
                    "event=a%0Ab",
                    "key=a%0Db"
                })
        void whatBreaksItsRuleIsRefused(String query) {
            assertRefused(query, ProblemKind.BAD_PARAMETER, query.split("=", 2)[0] + ": ");
        }
    }

    @Nested
    class Names {
        @ParameterizedTest
        @CsvSource(textBlock = """
            topik=a, topic
            Topic=a, topic
            hearbeat=5, heartbeat
            last-event_idd=x, last_event_id
            signal=on, signals
            patern=x, pattern
            slows=drop, slow
            """)
        void thatLookMistypedAreRefusedWithTheNearest(String query, String nearest) {
            assertRefused(query, ProblemKind.BAD_PARAMETER, "the nearest is \"" + nearest + "\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"_=17", "utm_source=x", "v=2", "cache_buster=1", "authorization=x"})
        void thatAreForeignAreIgnored(String query) {
            assertThat(read(query).matchers()).containsExactly(new Matcher.Any());
        }

        @ParameterizedTest
        @ValueSource(strings = {"pattern", "envelope", "presence", "padding", "evs_preamble", "wait", "token"})
        void thatThisHubHasNotAreSaidToBeSo(String name) {
            assertRefused(name + "=secret", ProblemKind.NOT_OFFERED, "parameter: \"" + name + "\"");
        }

        @Test
        void showNoToken() {
            assertThatThrownBy(() -> read("token=secret")).hasMessageNotContaining("secret");
        }
    }

    private static SubscribeRequest read(String query) {
        return read(query, HeaderFields.of());
    }

    private static SubscribeRequest read(String query, HeaderFields fields) {
        return SubscribeParameters.read(Optional.empty(), Parameters.ofQuery(query), fields);
    }

    private static void assertRefused(String query, ProblemKind kind, String detail) {
        assertThatThrownBy(() -> read(query)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.problem().kind()).isEqualTo(kind);
            assertThat(refused.problem().detail()).contains(detail);
        });
    }
}
