package dev.spate.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the bench says of servers that do something wrong, or something right in an unusual way.
class BenchFaultsTest {
    private static final int SUBSCRIBERS = 3;

    @Nested
    class AServerIsCaughtThat {
        @Test
        void losesEvents() throws Exception {
            var faults = faults(new TinyServer.Faults() {
                @Override
                public List<String> deliver(int index, String data) {
                    return index % 5 == 3 ? List.of() : TinyServer.Faults.super.deliver(index, data);
                }
            });

            assertThat(faults.lost()).isPositive().isLessThanOrEqualTo(8 * SUBSCRIBERS);
            assertThat(faults.doubled() + faults.outOfOrder()).isZero();
        }

        @Test
        void sendsSomeTwice() throws Exception {
            var faults = faults(new TinyServer.Faults() {
                @Override
                public List<String> deliver(int index, String data) {
                    String event = TinyServer.event(index, data);
                    return index == 3 ? List.of(event, event) : List.of(event);
                }
            });

            assertThat(faults.doubled()).isEqualTo(SUBSCRIBERS);
            assertThat(faults.lost() + faults.outOfOrder()).isZero();
        }

        @Test
        void changesTheOrder() throws Exception {
            var faults = faults(new TinyServer.Faults() {
                private String held = "";

                @Override
                public List<String> deliver(int index, String data) {
                    String event = TinyServer.event(index, data);
                    if (index == 3) {
                        held = event;
                        return List.of();
                    }
                    return index == 4 ? List.of(event, held) : List.of(event);
                }
            });

            assertThat(faults.outOfOrder()).isEqualTo(SUBSCRIBERS);
            assertThat(faults.lost() + faults.doubled()).isZero();
        }

        @Test
        void announcesAGap() throws Exception {
            var faults = faults(new TinyServer.Faults() {
                @Override
                public List<String> deliver(int index, String data) {
                    String gap = index == 2 ? "event: spate.gap\ndata: {}\n\n" : "";
                    return List.of(gap, TinyServer.event(index, data));
                }
            });

            assertThat(faults.gaps()).isEqualTo(SUBSCRIBERS);
            assertThat(faults.lost()).isZero();
        }

        @Test
        void refusesAPublicationWhichIsNotLostThen() throws Exception {
            var faults = faults(answering(2, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));

            assertThat(faults.refused()).isEqualTo(1);
            assertThat(faults.lost()).isZero();
            assertThat(faults.first()).isEqualTo("status: 503");
        }

        @Test
        void closesAPublishersConnectionInsteadOfAnAnswer() throws Exception {
            var faults = faults(answering(2, ""));

            assertThat(faults.refused()).isEqualTo(1);
            assertThat(faults.lost()).isZero();
        }

        @Test
        void endsAStream() throws Exception {
            var faults = faults(new TinyServer.Faults() {
                @Override
                public String head() {
                    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
                }

                @Override
                public String frame(String text) {
                    return "0\r\n\r\n";
                }
            });

            assertThat(faults.failedConnections()).isEqualTo(SUBSCRIBERS);
            assertThat(faults.lost()).isPositive();
            assertThat(faults.first()).isEqualTo("the server has ended the stream");
        }

        @Test
        void answersWithNonsense() {
            assertThatExceptionOfType(BenchException.class)
                    .isThrownBy(() -> faults(head("HELLO\r\n")))
                    .withMessage("subscribe: answer: HELLO (expected: HTTP/1.1) (expected: a stream)");
        }

        @Test
        void refusesAllStreams() {
            assertThatExceptionOfType(BenchException.class)
                    .isThrownBy(() -> faults(head("HTTP/1.1 429 Too Many\r\nContent-Length: 0\r\n\r\n")))
                    .withMessage("subscribe: status: 429 (expected: 200) (expected: a stream)");
        }

        @Test
        void isNotThere() throws IOException {
            TinyServer gone = TinyServer.start(new TinyServer.Faults() {});
            gone.close();

            assertThatExceptionOfType(BenchException.class)
                    .isThrownBy(() -> BenchRun.of(BenchRun.any(gone)).run())
                    .withMessageStartingWith("subscribe: Connection refused");
        }

        private TinyServer.Faults answering(int at, String answer) {
            return new TinyServer.Faults() {
                @Override
                public String answer(int index) {
                    return index == at ? answer : TinyServer.Faults.super.answer(index);
                }
            };
        }

        private BenchResult.Faults faults(TinyServer.Faults faults) throws IOException, InterruptedException {
            BenchResult result = run(faults);
            assertThat(result.isGood()).isFalse();
            return result.faults();
        }
    }

    @Nested
    class AServerIsUnderstoodThat {
        @Test
        void doesNothingUnusual() throws Exception {
            assertGood(new TinyServer.Faults() {});
        }

        @ParameterizedTest
        @ValueSource(strings = {"\r\n", "\r"})
        void endsLinesInItsOwnWay(String end) throws Exception {
            assertGood(new TinyServer.Faults() {
                @Override
                public String frame(String text) {
                    return text.replace("\n", end);
                }
            });
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 7, 64, 1000})
        void sendsChunksOfAnySize(int size) throws Exception {
            assertGood(new TinyServer.Faults() {
                @Override
                public String head() {
                    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
                }

                @Override
                public String frame(String text) {
                    var framed = new StringBuilder();
                    for (String piece : pieces(text, size)) {
                        framed.append(Integer.toHexString(piece.length())).append("\r\n");
                        framed.append(piece).append("\r\n");
                    }
                    return framed.toString();
                }
            });
        }

        @Test
        void wrapsTheDataInJson() throws Exception {
            assertGood(new TinyServer.Faults() {
                @Override
                public List<String> deliver(int index, String data) {
                    return List.of("data: {\"offset\":" + index + ",\"data\":\"" + data + "\"}\n\n");
                }
            });
        }

        @Test
        void closesThePublishersConnectionAfterEachAnswer() throws Exception {
            assertGood(new TinyServer.Faults() {
                @Override
                public String answer(int index) {
                    return "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
                }
            });
        }

        private void assertGood(TinyServer.Faults faults) throws IOException, InterruptedException {
            BenchResult result = run(faults);
            assertThat(result.faults()).isEqualTo(new BenchResult.Faults(0, 0, 0, 0, 0, 0, ""));
            assertThat(result.delivered().rate().count()).isPositive();
        }

        private static List<String> pieces(String text, int size) {
            var pieces = new ArrayList<String>();
            for (int at = 0; at < text.length(); at += size) {
                pieces.add(text.substring(at, Math.min(text.length(), at + size)));
            }
            return pieces;
        }
    }

    @Nested
    class Requests {
        @Test
        void carryTheStampAndItsPaddingAndNothingElse() throws Exception {
            try (TinyServer server = TinyServer.start(new TinyServer.Faults() {})) {
                BenchRun.of(BenchRun.any(server)).run();

                assertThat(server.requests())
                        .filteredOn(request -> request.startsWith("POST"))
                        .isNotEmpty()
                        .allMatch(request -> request.matches("(?s)POST /pub/bench_[a-p]{8}_0 HTTP/1.1\r\n.*"
                                + "Content-Length: 60\r\n\r\n[a-p]{40}x{20}"));
            }
        }

        @Test
        void followTheTemplates() throws Exception {
            try (TinyServer server = TinyServer.start(new TinyServer.Faults() {})) {
                var target = new Target(
                        new Endpoint("GET", server.url("/hub?topic={topic}"), List.of("Authorization: Bearer x"), ""),
                        new Endpoint("PUT", server.url("/hub"), List.of("A: b"), "topic={topic}&data={data}"),
                        Target.ANY_TOPIC);
                BenchResult result = BenchRun.of(target).run();

                assertThat(result.isGood()).isTrue();
                assertThat(server.requests())
                        .anyMatch(request -> request.startsWith("GET /hub?topic=bench_")
                                && request.contains("\r\nAuthorization: Bearer x\r\n"))
                        .anyMatch(request -> request.startsWith("PUT /hub HTTP/1.1\r\n")
                                && request.contains("\r\nA: b\r\n")
                                && request.matches("(?s).*\r\n\r\ntopic=bench_[a-p]{8}_0&data=[a-p]{40}x{20}"));
            }
        }
    }

    private static TinyServer.Faults head(String head) {
        return new TinyServer.Faults() {
            @Override
            public String head() {
                return head;
            }
        };
    }

    private static BenchResult run(TinyServer.Faults faults) throws IOException, InterruptedException {
        try (TinyServer server = TinyServer.start(faults)) {
            return BenchRun.of(BenchRun.any(server)).run();
        }
    }
}
