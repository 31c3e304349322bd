package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchCommandTest {
    private static final String NUMBER = "-?[0-9]+(\\.[0-9]+)?(E-?[0-9]+)?";
    private static final String PERCENTILES =
            "\\{\"p50\":N,\"p90\":N,\"p99\":N,\"p99_9\":N,\"max\":N\\}".replace("N", NUMBER);

    @Nested
    class Results {
        @TempDir
        private Path directory;

        @Test
        void areOneLineOfJson() throws Exception {
            try (var spate = SpateProcess.serve(directory)) {
                var cli = bench(
                        spate.url("").toString(),
                        "--subscribers",
                        "20",
                        "--rate",
                        "100",
                        "--warmup",
                        "100ms",
                        "--json");

                assertThat(cli.exitCode()).as(cli.err()).isZero();
                assertThat(cli.err()).isEmpty();
                assertThat(cli.out().strip())
                        .matches(("\\{\"target\":\"http[^\"]*\",\"scenario\":\"steady\",\"subscribers\":20,"
                                        + "\"publishers\":1,\"topics\":1,\"size\":100,\"seconds\":N,"
                                        + "\"connects_per_second\":N,\"published\":N,\"published_per_second\":N,"
                                        + "\"deliveries\":N,\"deliveries_per_second\":N,\"bytes\":N,"
                                        + "\"latency_ms\":P,\"publish_ms\":P,"
                                        + "\"lost\":0,\"doubled\":0,\"out_of_order\":0,\"gaps\":0,\"refused\":0,"
                                        + "\"failed_connections\":0,\"client_cpu_seconds\":N,\"ok\":true\\}")
                                .replace("P", PERCENTILES)
                                .replace("N", NUMBER));
            }
        }

        @Test
        void areAFewLinesForAPersonAndTellWhatTheServerUsed() throws Exception {
            try (var spate = SpateProcess.serve(directory)) {
                var cli = bench(
                        spate.url("/events").toString(),
                        "--behind",
                        "20",
                        "--subscribers",
                        "5",
                        "--pid",
                        Long.toString(spate.pid()));

                assertThat(cli.exitCode()).as(cli.err()).isZero();
                assertThat(cli.out())
                        .contains("scenario    behind")
                        .contains("delivered   100, ")
                        .contains("caught up   after ")
                        .containsPattern("server      .* µs a delivery, .* MB resident")
                        .endsWith("every delivery came, once, in order" + System.lineSeparator());
            }
        }
    }

    @Nested
    class Failures {
        @Test
        void ofTheWholeRunAreOneSentence() {
            var cli = bench("http://127.0.0.1:1", "--subscribers", "2");

            assertThat(cli.exitCode()).isEqualTo(1);
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err().lines())
                    .singleElement()
                    .asString()
                    .isEqualTo("spate: subscribe: Connection refused (expected: a stream)");
        }
    }

    @Nested
    class WrongUsage {
        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            --subscribers -1                     | subscribers: -1 (expected: 0 to 1000000)
            --publishers 40000                   | publishers: 40000 (expected: 1 to 32768)
            --topics 10000 --publishers 1001     | topics x publishers: 10000 x 1001 (expected: <= 10000000)
            --size 39                            | size: 39 (expected: 40 to 1048576)
            --rate -1                            | rate: -1.0 (expected: >= 0)
            --duration 0s                        | duration: 0s (expected: > 0s)
            --rate 5 --flat-out                  | rate: with --flat-out (expected: one of them)
            --behind 5 --storm                   | behind: with --storm or --rate (expected: by itself)
            --pid 999999999                      | pid: 999999999 (expected: a process that /proc shows)
            --publish-url http://127.0.0.1:1/p   | publish-url: without --subscribe-url (expected: both)
            --subscribe-header X                 | header: X (expected: Name: value)
            https://127.0.0.1:1                  | url: https://127.0.0.1:1/events/{topic} (expected: such as
            """)
        void isSaid(String args, String message) {
            var cli = bench(args.split(" ", -1));

            assertThat(cli.exitCode()).isEqualTo(2);
            assertThat(cli.err()).startsWith("spate: " + message);
        }
    }

    private static Cli bench(String... args) {
        var all = new String[args.length + 3];
        all[0] = "bench";
        all[1] = "--timeout";
        all[2] = "20s";
        System.arraycopy(args, 0, all, 3, args.length);
        return Cli.run(Map.of(), withDuration(all));
    }

    /// The default of ten seconds is for people.
    private static String[] withDuration(String[] args) {
        if (java.util.List.of(args).contains("--duration")) {
            return args;
        }
        var all = java.util.Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--duration";
        all[args.length + 1] = "300ms";
        return all;
    }
}
