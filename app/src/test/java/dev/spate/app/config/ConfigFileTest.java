package dev.spate.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Durability;
import dev.spate.hub.Retention;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SlowRule;
import dev.spate.hub.UnknownId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigFileTest {
    @TempDir
    private Path directory;

    @Nested
    class WhenNothingIsGiven {
        @Test
        void listensOnLoopbackAlone() {
            var config = ConfigFixture.load(Map.of());

            assertThat(config.listen()).containsExactly(new ListenAddress("127.0.0.1", 8080));
            assertThat(config.isLoopbackOnly()).isTrue();
        }

        @Test
        void hasOneHubOfThatNameAndPath() {
            var hub = ConfigFixture.load(Map.of()).hubs().getFirst();

            assertThat(hub.name()).isEqualTo("events");
            assertThat(hub.path()).isEqualTo("/events");
            assertThat(hub.heartbeat()).isEqualTo(Duration.ofSeconds(15));
            assertThat(hub.retention().age()).isEqualTo(Duration.ofDays(1));
        }

        @Test
        void keepsTheLogInFilesThatSurviveAPowerCut() {
            var hub = ConfigFixture.load(Map.of("SPATE_DATA", "/srv/x")).hubs().getFirst();

            assertThat(hub.log()).isEqualTo(new LogPlace.Files(Path.of("/srv/x/events"), Durability.DISK));
            assertThat(hub.retention()).isEqualTo(new Retention(Duration.ofHours(24), 4L << 30, 10_000_000));
        }

        @Test
        void keepsLessWhereTheLogIsInMemory() {
            var hub = ConfigFixture.load(Map.of("SPATE_HUBS_EVENTS_LOG", "memory"))
                    .hubs()
                    .getFirst();

            assertThat(hub.log()).isEqualTo(new LogPlace.Memory());
            assertThat(hub.retention()).isEqualTo(Retention.forMemory());
        }

        @Test
        void letsTheSlowBeNoFurtherBehindThanTheWindow() {
            var hub = ConfigFixture.load(Map.of("SPATE_HUBS_EVENTS_WINDOW", "1MiB"))
                    .hubs()
                    .getFirst();

            assertThat(hub.slow().policy()).isEqualTo(SlowPolicy.CATCH_UP);
            assertThat(hub.slow().behindBytes()).isEqualTo(1 << 20);
        }

        @Test
        void doesNotLimitAnAddressOnLoopback() {
            assertThat(ConfigFixture.load(Map.of()).limits().perAddress()).isZero();
        }

        @Test
        void limitsAnAddressElsewhere() {
            var config = ConfigFixture.load(Map.of("SPATE_LISTEN", ":8080"));

            assertThat(config.limits().perAddress()).isEqualTo(1_000);
        }

        @Test
        void leavesTheAnonymousUnsaid() {
            assertThat(ConfigFixture.load(Map.of()).anonymous()).isEqualTo(new Anonymous.Unsaid());
        }
    }

    @Nested
    class WhenAFileIsGiven {
        @Test
        void everyKeyIsRead() throws IOException {
            var config = fixture().load("""
                listen: [127.0.0.1:1, '[::1]:2']
                data: /var/lib/spate
                hubs:
                  prices:
                    path: /p/q
                    log: file:/var/lib/spate/prices
                    durability: memory
                    retention: { age: 90m, size: 8MiB, events: 10_000 }
                    window: 1GiB
                    heartbeat: 5s
                    retry: 0s
                    unknown: now
                    idempotency: { age: 1d, keys: 7 }
                    slow: { policy: conflate, behind: 1MiB, behind-time: 10s, stalled: 1500ms }
                    replay: { bytes: 2GiB }
                loops: 3
                limits:
                  { connections: 5, per-address: off, pinned: 64KiB, drain: 0s, data: 2KiB, head: 1KiB,
                    send-buffer: 32KiB, not-sent: 8KiB, water-low: 1KiB, water-high: 2KiB, user-timeout: 90s }
                cors: { origins: ['https://a.example', 'http://[::1]:3000'] }
                hosts: [hub.example]
                metrics: public
                anonymous: subscribe
                admin: { token: 0123456789abcdefghij }
                log-level: debug
                log-format: json
                """);

            var hub = config.hubs().getFirst();
            assertThat(hub.retention().events()).isEqualTo(10_000);
            assertThat(hub.windowBytes()).isEqualTo(1L << 30);
            assertThat(hub.unknownId()).isEqualTo(UnknownId.NOW);
            assertThat(hub.idempotencyAge()).isEqualTo(Duration.ofHours(24));
            assertThat(hub.log()).isEqualTo(new LogPlace.Files(Path.of("/var/lib/spate/prices"), Durability.MEMORY));
            assertThat(hub.slow()).isEqualTo(new SlowRule(SlowPolicy.CONFLATE, 1 << 20, Duration.ofSeconds(10)));
            assertThat(hub.replayBytes()).isEqualTo(2L << 30);
            assertThat(hub.stalledAfter()).isEqualTo(Duration.ofMillis(1_500));
            var sockets = new SocketLimits(32_768, 8_192, 1_024, 2_048, Duration.ofSeconds(90));
            assertThat(config.loops()).isEqualTo(3);
            assertThat(config.limits()).isEqualTo(new LimitsConfig(5, 0, 65_536, 2_048, 1_024, Duration.ZERO, sockets));
            assertThat(config.anonymous()).isEqualTo(new Anonymous.Said(Set.of(Right.SUBSCRIBE)));
            assertThat(config.adminToken().text()).isEqualTo("0123456789abcdefghij");
            assertThat(config.origins()).hasSize(2);
        }

        @Test
        void aLowWaterMarkAboveTheHighOneIsRefused() {
            assertThat(fixture().problemsOf("limits: { water-low: 32KiB }"))
                    .containsExactly("spate.yml:1:22: limits.water-low: 32KiB"
                            + " (expected: at most limits.water-high, 16KiB)");
        }

        @Test
        void severalHubsEachHaveTheirOwnValues() throws IOException {
            var config = fixture().load("hubs: { a: { heartbeat: 5s }, b: { path: /c } , d: }");

            assertThat(config.hubs()).extracting(HubConfig::path).containsExactly("/a", "/c", "/d");
            assertThat(config.hubs().get(1).heartbeat()).isEqualTo(Duration.ofSeconds(15));
        }

        @Test
        void variablesArePutIn() throws IOException {
            fixture().write("hosts: ['${NAME}.example', '$${NAME}']");

            var problems = fixture().problems(Map.of("NAME", "hub"));

            assertThat(problems)
                    .containsExactly("spate.yml:1:8: hosts: ${NAME} (expected: a host name or address without a port)");
        }

        @Test
        void aVariableThatIsNotSetIsNamed() {
            assertThat(fixture().problemsOf("data: ${NOWHERE}"))
                    .containsExactly("spate.yml:1:7: data: ${NOWHERE} (expected: an environment variable that is set)");
        }

        @Test
        void aSecretMayStandInAFileOfItsOwn() throws IOException {
            Path secret = Files.writeString(directory.resolve("secret"), "abcdefghijklmnopqrstuv\n");

            var config = fixture().load("admin: { token_file: '" + secret + "' }");

            assertThat(config.adminToken().text()).isEqualTo("abcdefghijklmnopqrstuv");
        }

        @Test
        void aSecretIsNeverShownInAMistake() {
            assertThat(fixture().problemsOf("admin: { token: short }"))
                    .containsExactly(
                            "spate.yml:1:17: admin.token: *** (expected: 20 to 512 letters, digits and -._~+/=)");
        }

        @Test
        void anEmptyFileIsLikeNone() throws IOException {
            assertThat(fixture().load("")).isEqualTo(ConfigFixture.load(Map.of()));
        }
    }

    @Nested
    class Mistakes {
        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            heartbeat: 5s             | 1:1: heartbeat: unknown key (expected: one of listen
            lisen: ':1'               | 1:1: lisen: unknown key (expected: listen)
            hubs: {e: {heartbeet: 5}} | 1:12: hubs.e.heartbeet: unknown key (expected: heartbeat)
            hubs: {e: {heartbeat: 4s}}| 1:23: hubs.e.heartbeat: 4s (expected: a duration from 5s to 300s, such as 15s)
            hubs: {e: {heartbeat: 15}}| 1:23: hubs.e.heartbeat: 15 (expected: a duration
            hubs: {e: {heartbeat: }}  | 1:22: hubs.e.heartbeat: nothing (expected: a duration
            hubs: {e: {heartbeat: []}}| 1:23: hubs.e.heartbeat: a list (expected: a duration
            hubs: {e: {retention: 5s}}| 1:23: hubs.e.retention: 5s (expected: keys with values)
            hubs: {e: {log: 'file:'}} | 1:17: hubs.e.log: file: (expected: memory, or file: and the path of a directory)
            hubs: {e: {log: redis}}   | 1:17: hubs.e.log: redis (expected: memory, or file: and the path of a directory)
            hubs: {e: {log: memory, durability: disk}}| 1:37: hubs.e.durability: disk (expected: memory, where the hub
            hubs: {e: {slow: {policy: as-configured}}}| 1:27: hubs.e.slow.policy: as-configured (expected: one of catch-up,
            hubs: {e: {slow: {behind: 65MiB}}}| 1:27: hubs.e.slow.behind: 65MiB (expected: at most the window, 64MiB)
            hubs: {e: {replay: {bytes: 1B}}}| 1:28: hubs.e.replay.bytes: 1B (expected: a size from 4KiB
            hubs: {a: {log: 'file:x/y'}, b: {log: 'file:x/./z/../y'}}| 1:39: hubs.b.log: file:x/./z/../y (expected: another
            hubs: {Events: {}}        | 1:8: name of a hub: Events (expected: a lower-case letter
            hubs: {a: {path: /x}, b: {path: /x/y}} | 1:33: hubs.b.path: /x/y (expected: outside of /x, the path of a)
            hubs: {a: {path: /-/x}}   | 1:18: hubs.a.path: /-/x (expected: a path such as /events
            listen: []                | 1:9: listen: no address (expected: at least one)
            listen: [':1', ':1']      | 1:9: listen: :1 twice (expected: once)
            listen: localhost         | 1:9: listen: localhost (expected: host:port
            listen: ':65536'          | 1:9: listen: :65536 (expected: host:port
            listen: [':1', {}]        | 1:9: listen: a list (expected: host:port
            data: ''                  | 1:7: data:  (expected: the path of a directory)
            limits: {data: 17MiB}     | 1:16: limits.data: 17MiB (expected: a size from 1B to 16MiB
            limits: {connections: 0}  | 1:23: limits.connections: 0 (expected: a whole number from 1 to 10000000)
            limits: {drain: 1.5s}     | 1:17: limits.drain: 1.5s (expected: a duration
            cors: {origins: ['a.b']}  | 1:17: cors.origins: a.b (expected: an origin
            metrics: everybody        | 1:10: metrics: everybody (expected: one of admin, public)
            anonymous: everything     | 1:12: anonymous: everything (expected: subscribe, publish
            - a                       | 1:1: the file: a list (expected: keys with values)
            """)
        void areNamedWithPlaceAndRule(String yaml, String problem) {
            assertThat(fixture().problemsOf(yaml)).singleElement().asString().startsWith("spate.yml:" + problem);
        }

        @Test
        void aDirectoryThatIsUsuallyAnotherHubsIsRefusedToo() {
            assertThat(fixture().problemsOf("hubs: { a: { log: 'file:data/b' }, b: }"))
                    .containsExactly("default: hubs.b.log: file:data/b"
                            + " (expected: another directory, this one is that of a)");
        }

        @Test
        void aKeyGivenTwiceIsAMistake() {
            assertThat(fixture().problemsOf("data: a\ndata: b"))
                    .containsExactly("spate.yml:2:1: data: given twice (expected: once)");
        }

        @Test
        void allOfThemAreSaidAtOnce() {
            assertThat(fixture().problemsOf("listen: x\nmetrics: y\nfoo: z")).hasSize(3);
        }

        @Test
        void aBrokenSyntaxIsNamedWithItsPlace() {
            assertThat(fixture().problemsOf("data: [a"))
                    .singleElement()
                    .asString()
                    .startsWith("spate.yml:1:9: syntax: ");
        }

        @Test
        void aFileThatIsMissingIsNamed() {
            assertThat(fixture().problems(Map.of()))
                    .containsExactly("spate.yml:1:1: file: missing (expected: a YAML file)");
        }

        @Test
        void aFileThatIsNotUtf8IsNamed() throws IOException {
            Files.write(fixture().file(), new byte[] {'a', (byte) 0xff});

            assertThat(fixture().problems(Map.of()))
                    .containsExactly("spate.yml:1:1: file: not UTF-8 (expected: UTF-8)");
        }

        @Test
        void aFileBeyondTheLimitIsNotRead() throws IOException {
            fixture().write("#".repeat((1 << 20) + 1));

            assertThat(fixture().problems(Map.of()))
                    .containsExactly("spate.yml:1:1: file: 1048577 bytes (expected: at most 1MiB)");
        }
    }

    private ConfigFixture fixture() {
        return new ConfigFixture(directory);
    }
}
