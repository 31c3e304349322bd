package dev.spate.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventScannerTest {
    private static final Stamp STAMP = new Stamp(0x1234_5678L);

    /// What a scanner has said, as words: the number of an event, or `gap`.
    private final List<String> said = new ArrayList<>();

    private final EventScanner scanner = new EventScanner(STAMP, EventScanner.Ids.KEPT, new EventScanner.Sink() {
        @Override
        public void onEvent(long mark, long intendedNanos) {
            assertThat(intendedNanos).isEqualTo(Stamp.number(mark) * 10);
            said.add(Stamp.publisher(mark) + "/" + Stamp.number(mark));
        }

        @Override
        public void onGap() {
            said.add("gap");
        }
    });

    @Nested
    class AnEvent {
        @Test
        void isTakenAtItsEmptyLine() {
            scan("data: " + data(1, 7) + "\n");
            assertThat(said).isEmpty();

            scan("\n");

            assertThat(said).containsExactly("1/7");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\n", "\r\n", "\r"})
        void endsItsLinesAsItLikes(String end) {
            scan(event(1).replace("\n", end) + event(2).replace("\n", end));

            assertThat(said).containsExactly("0/1", "0/2");
        }

        @Test
        void isStampedInItsFirstLineOfDataAlone() {
            scan("data: " + data(0, 1) + "\ndata: " + data(0, 2) + "\n\n");
            scan("data\ndata: " + data(0, 3) + "\n\n");

            assertThat(said).containsExactly("0/1");
        }

        @Test
        void maySpareTheBlankAfterTheColon() {
            scan("data:" + data(0, 1) + "\nid:5\n\n");

            assertThat(said).containsExactly("0/1");
            assertThat(scanner.lastId()).isEqualTo("5");
        }

        @Test
        void ofAnotherRunIsLetPass() {
            scan("data: hello\n\nevent: x\ndata: {}\n\n: comment\n\n");

            assertThat(said).isEmpty();
        }

        @Test
        void isNotWhatAFieldWithALongerNameSays() {
            scan("database: " + data(0, 1) + "\n\nidle: 5\n\neventful: spate.gap\ndata: " + data(0, 2) + "\n\n");

            assertThat(said).containsExactly("0/2");
            assertThat(scanner.lastId()).isEmpty();
        }

        @Test
        void mayComeAfterAByteOrderMark() {
            scan("\ufeffdata: " + data(0, 1) + "\n\n");

            assertThat(said).containsExactly("0/1");
        }

        @Test
        void mayHaveALineLongerThanWhatIsKept() {
            String padding = "x".repeat(10 * EventScanner.MAX_KEPT_BYTES);
            for (String piece : ("data: " + data(0, 1) + padding + "\n\n" + event(2)).split("(?<=\\G.{100})", -1)) {
                scan(piece);
            }

            assertThat(said).containsExactly("0/1", "0/2");
        }
    }

    @Nested
    class ASignal {
        @Test
        void isNoEventWhateverItsData() {
            scan("event: spate.position\ndata: " + data(0, 1) + "\n\n");

            assertThat(said).isEmpty();
        }

        @Test
        void thatIsAGapIsTold() {
            scan("event: spate.gap\ndata: {}\nid: 8\n\nevent: spate.gaps\ndata: {}\n\n");

            assertThat(said).containsExactly("gap");
        }

        @Test
        void movesTheLastId() {
            scan("event: spate.position\ndata: {}\nid: 8\n\n");

            assertThat(scanner.lastId()).isEqualTo("8");
        }
    }

    @Nested
    class TheLastId {
        @Test
        void isThatOfTheLastWholeEvent() {
            scan("data: x\nid: a longer one\n\ndata: y\nid: 2\n\ndata: z\nid: 3\n");

            assertThat(scanner.lastId()).isEqualTo("2");
        }

        @Test
        void staysWhenTheStreamBeginsAgain() {
            scan("data: x\nid: 1\n\ndata: y\nid: 2\nda");

            scanner.restart();
            scan("data: " + data(0, 3) + "\n\n");

            assertThat(scanner.lastId()).isEqualTo("1");
            assertThat(said).containsExactly("0/3");
        }

        @Test
        void canBeEmptied() {
            scan("data: x\nid: 1\n\ndata: y\nid\n\n");

            assertThat(scanner.lastId()).isEmpty();
        }

        @Test
        void isForgottenWhereItIsTooLong() {
            scan("data: x\nid: " + "1".repeat(EventScanner.MAX_ID_BYTES) + "\n\n");
            assertThat(scanner.lastId()).hasSize(EventScanner.MAX_ID_BYTES);

            scan("data: x\nid: " + "2".repeat(EventScanner.MAX_ID_BYTES + 1) + "\n\n");

            assertThat(scanner.lastId()).startsWith("1");
        }
    }

    @Nested
    class Pieces {
        private static final String STREAM = "\ufeff: hi\r\n\r\nretry: 5\nevent: spate.gap\rdata: {}\rid: g\r\r"
                + "event: e\nid: #1k2-9\ndata: " + data(3, 1) + "xx\r\ndata: more\r\n\r\n"
                + "event: spate.position\ndata: {}\n\n" + event(2) + "id: last\r\ndata:\r\n\r\n";
        private static final List<String> EXPECTED = List.of("gap", "3/1", "0/2");

        @Test
        void ofAnyTwoLengthsGiveTheSame() {
            byte[] all = STREAM.getBytes(UTF_8);
            for (int cut = 0; cut <= all.length; cut++) {
                begin();
                scanner.scan(all, 0, cut);
                scanner.scan(all, cut, all.length);

                assertThat(said).as("cut at %d", cut).isEqualTo(EXPECTED);
                assertThat(scanner.lastId()).as("cut at %d", cut).isEqualTo("last");
            }
        }

        @Test
        void ofRandomLengthsGiveTheSame() {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            byte[] all = STREAM.repeat(20).getBytes(UTF_8);
            for (int round = 0; round < 200; round++) {
                begin();
                for (int at = 0; at < all.length; ) {
                    int end = Math.min(all.length, at + 1 + random.nextInt(60));
                    scanner.scan(all, at, end);
                    at = end;
                }

                // Only the first byte order mark is one, and what it stands before later is a comment.
                assertThat(said).as("seed %d", seed).hasSize(20 * EXPECTED.size());
            }
        }

        private void begin() {
            said.clear();
            scanner.restart();
        }
    }

    @Nested
    class LineEndsFound {
        @Test
        void areThoseOfAPlainLoop() {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            var bytes = new byte[64];
            for (int round = 0; round < 20_000; round++) {
                random.nextBytes(bytes);
                for (int index = 0; index < bytes.length; index++) {
                    bytes[index] = random.nextInt(20) == 0 ? (byte) (9 + random.nextInt(6)) : bytes[index];
                }
                int from = random.nextInt(bytes.length);

                assertThat(LineEnds.next(bytes, from, bytes.length))
                        .as("seed %d", seed)
                        .isEqualTo(plainly(bytes, from));
            }
        }

        private static int plainly(byte[] bytes, int from) {
            int at = from;
            while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
                at++;
            }
            return at;
        }
    }

    private void scan(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        scanner.scan(bytes, 0, bytes.length);
    }

    private static String event(int number) {
        return "data: " + data(0, number) + "\n\n";
    }

    private static String data(int publisher, long number) {
        var bytes = new byte[Stamp.BYTES];
        STAMP.write(bytes, 0, Stamp.mark(publisher, number), number * 10);
        return new String(bytes, UTF_8);
    }
}
