package dev.spate.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLayersTest {
    @TempDir
    private Path directory;

    @Nested
    class Environment {
        @Test
        void goesOverTheFile() throws IOException {
            fixture().write("hubs: { events: { heartbeat: 20s, retry: 9s } }");

            var loaded = fixture().load(Map.of("SPATE_HUBS_EVENTS_HEARTBEAT", "30s"), Map.of(), "");

            assertThat(loaded.config().hubs().getFirst().heartbeat()).isEqualTo(Duration.ofSeconds(30));
            assertThat(loaded.config().hubs().getFirst().retry()).isEqualTo(Duration.ofSeconds(9));
        }

        @Test
        void namesHubsAndKeysWithHyphensByUnderscores() throws IOException {
            fixture().write("hubs: { price-feed: }");
            var variables = Map.of("SPATE_HUBS_PRICE_FEED_PATH", "/p", "SPATE_LOG_LEVEL", "warn");

            var config = fixture().load(variables, Map.of(), "").config();

            assertThat(config.hubs().getFirst().path()).isEqualTo("/p");
            assertThat(config.logLevel()).isEqualTo(LogLevel.WARN);
        }

        @Test
        void separatesTheValuesOfAListByCommas() {
            assertThat(ConfigFixture.load(Map.of("SPATE_LISTEN", ":1, :2")).listen())
                    .hasSize(2);
        }

        @Test
        void givesASecretByAFile() throws IOException {
            Path secret = Files.writeString(directory.resolve("secret"), "abcdefghijklmnopqrstuv\n");

            var config = ConfigFixture.load(Map.of("SPATE_ADMIN_TOKEN_FILE", secret.toString()));

            assertThat(config.adminToken().text()).isEqualTo("abcdefghijklmnopqrstuv");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            SPATE_LISTENS=:1              | SPATE_LISTENS: unknown variable (expected: SPATE_LISTEN)
            SPATE_HUBS_OTHER_HEARTBEAT=5s | SPATE_HUBS_OTHER_HEARTBEAT: unknown variable (expected: SPATE_HUBS_
            SPATE_METRICS=some            | SPATE_METRICS: metrics: some (expected: one of admin, public)
            SPATE_HUBS_EVENTS_DURABILITY=x| SPATE_HUBS_EVENTS_DURABILITY: hubs.events.durability: x (expected: one of
            SPATE_ADMIN_TOKEN_FILE=/none/x| SPATE_ADMIN_TOKEN_FILE: admin.token_file: /none/x (expected: a readable file
            """)
        void isCheckedLikeTheFile(String variable, String problem) {
            var parts = variable.split("=", 2);

            assertThatThrownBy(() -> ConfigFixture.load(Map.of(parts[0], parts[1])))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(problem);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SPATE_JAVA_OPTS",
                    "SPATE_CONFIG",
                    "SPATE_SERVICE_HOST",
                    "SPATE_SERVICE_PORT_HTTP",
                    "SPATE_PORT",
                    "SPATE_PORT_8080_TCP_ADDR"
                })
        void leavesVariablesOfOthersAlone(String variable) {
            assertThat(ConfigFixture.load(Map.of(variable, "x"))).isEqualTo(ConfigFixture.load(Map.of()));
        }

        @Test
        void anEmptyVariableCountsAsNotSet() {
            assertThat(ConfigFixture.load(Map.of("SPATE_LISTEN", ""))).isEqualTo(ConfigFixture.load(Map.of()));
        }
    }

    @Nested
    class Flags {
        @Test
        void goOverTheEnvironment() throws IOException {
            fixture().write("");

            var loaded = fixture()
                    .load(Map.of("SPATE_HUBS_EVENTS_HEARTBEAT", "30s"), Map.of("--heartbeat", List.of("40s")), "");

            assertThat(loaded.config().hubs().getFirst().heartbeat()).isEqualTo(Duration.ofSeconds(40));
        }

        @Test
        void areForTheHubThatIsNamed() throws IOException {
            fixture().write("hubs: { a: , b: }");

            var hubs = fixture()
                    .load(Map.of(), Map.of("--retention-events", List.of("5")), "b")
                    .config()
                    .hubs();

            assertThat(hubs).extracting(hub -> hub.retention().events()).containsExactly(10_000_000L, 5L);
        }

        @Test
        void ofOneHubAmongSeveralNeedItsName() throws IOException {
            fixture().write("hubs: { a: , b: }");

            assertThatThrownBy(() -> fixture().load(Map.of(), Map.of("--heartbeat", List.of("5s")), ""))
                    .hasMessage("--heartbeat: no hub is named (expected: --hub with one of a, b)");
        }

        @Test
        void forAnUnknownHubAreRefused() throws IOException {
            fixture().write("");

            assertThatThrownBy(() -> fixture().load(Map.of(), Map.of("--heartbeat", List.of("5s")), "c"))
                    .hasMessage("--hub: c (expected: --hub with one of events)");
        }

        @Test
        void thatAreWrongCountAsWrongUsage() throws IOException {
            fixture().write("");

            assertThatThrownBy(() -> fixture().load(Map.of(), Map.of("--metrics", List.of("x")), ""))
                    .isInstanceOfSatisfying(
                            ConfigException.class,
                            wrong -> assertThat(wrong.isWrongUsage()).isTrue());
        }
    }

    @Nested
    class Print {
        @Test
        void saysWhereEachValueCameFrom() throws IOException {
            fixture().write("data: d\nhosts: [a, '[::1]']\nadmin: { token: 0123456789abcdefghij }");

            var text = ConfigText.of(fixture()
                    .load(Map.of("SPATE_METRICS", "public"), Map.of("--listen", List.of(":1")), "")
                    .values());

            assertThat(text.lines()
                            .map(line -> line.replace(directory + "/", "").replaceAll(" +", " ")))
                    .contains(
                            "listen: ':1' # --listen",
                            "data: d # spate.yml:1:7",
                            " heartbeat: 15s # default",
                            "metrics: public # SPATE_METRICS",
                            " token: '***' # spate.yml:3:17");
        }

        @Test
        void saysWhatFollowsFromTheLog() throws IOException {
            fixture().write("data: d\nhubs: { a: , b: { log: memory } }");

            var text = ConfigText.of(fixture().load(Map.of(), Map.of(), "").values());

            assertThat(text)
                    .containsSubsequence("log: 'file:d/a'", "durability: disk", "size: 4GiB", "events: 10000000")
                    .containsSubsequence("log: memory", "durability: memory", "events: 1000000");
        }

        @Test
        void canBeReadAgain() throws IOException {
            var before = fixture().load("hubs: { a: { retry: 9s }, b: }\nlisten: [':1', '[::1]:2']");
            String text = ConfigText.of(fixture().load(Map.of(), Map.of(), "").values());

            assertThat(fixture().load(text.replaceAll("\n +token: .*", "").replace("\nadmin:", "")))
                    .isEqualTo(before);
        }
    }

    private ConfigFixture fixture() {
        return new ConfigFixture(directory);
    }
}
