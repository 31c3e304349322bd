package dev.spate.bench.yardstick;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BareLoopTest {
    private static final String STREAM = """
        HTTP/1.1 200 OK\r
        content-type: text/event-stream\r
        cache-control: no-store\r
        transfer-encoding: chunked\r
        \r
        """;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
    private static final String CHUNK = "d\r\ndata: hello\n\n\r\n";

    private final BareLoop loop = BareLoop.listen(0, 1);

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void whatIsPostedReachesEverybodyAsOneChunk() throws IOException {
        try (var one = subscriber();
                var other = subscriber();
                var publisher = connect()) {
            send(publisher, post("hello"));

            assertThat(receive(publisher, ANSWER.length())).isEqualTo(ANSWER);
            assertThat(receive(one, CHUNK.length())).isEqualTo(CHUNK);
            assertThat(receive(other, CHUNK.length())).isEqualTo(CHUNK);
        }
    }

    @Test
    void aPublisherKeepsItsConnection() throws IOException {
        try (var subscriber = subscriber();
                var publisher = connect()) {
            send(publisher, post("hello") + post("hello"));

            assertThat(receive(publisher, 2 * ANSWER.length())).isEqualTo(ANSWER + ANSWER);
            assertThat(receive(subscriber, 2 * CHUNK.length())).isEqualTo(CHUNK + CHUNK);
        }
    }

    @Test
    void aRequestMayComeInPieces() throws IOException {
        try (var subscriber = subscriber();
                var publisher = connect()) {
            for (char character : post("hello").toCharArray()) {
                send(publisher, Character.toString(character));
            }

            assertThat(receive(publisher, ANSWER.length())).isEqualTo(ANSWER);
            assertThat(receive(subscriber, CHUNK.length())).isEqualTo(CHUNK);
        }
    }

    @Test
    void whoHasLeftIsNotMissed() throws IOException {
        try (var subscriber = subscriber();
                var publisher = connect()) {
            subscriber().close();

            send(publisher, post("hello") + post("hello"));

            assertThat(receive(publisher, 2 * ANSWER.length())).isEqualTo(ANSWER + ANSWER);
            assertThat(receive(subscriber, 2 * CHUNK.length())).isEqualTo(CHUNK + CHUNK);
        }
    }

    @Test
    void whoComesBackIsSentAllItMissedAndWhatFollows() throws IOException {
        try (var remembering = BareLoop.remember(0);
                var publisher = connect(remembering)) {
            send(publisher, post("0") + post("1") + post("2"));
            receive(publisher, 3 * ANSWER.length());

            try (var back = connect(remembering)) {
                send(back, "GET /any HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\n\r\n");
                assertThat(receive(back, STREAM.length())).isEqualTo(STREAM);
                send(publisher, post("3"));

                String expected = numbered(1) + numbered(2) + numbered(3);
                assertThat(receive(back, expected.length())).isEqualTo(expected);
            }
        }
    }

    @Test
    void aLongHistoryIsSentInOrder() throws IOException {
        int count = 20_000;
        try (var remembering = BareLoop.remember(0);
                var publisher = connect(remembering);
                var back = connect(remembering)) {
            var expected = new StringBuilder(numbered(0));
            send(publisher, post("0"));
            receive(publisher, ANSWER.length());
            for (int number = 1; number < count; number++) {
                send(publisher, post(Integer.toString(number)));
                receive(publisher, ANSWER.length());
                expected.append(numbered(number));
            }

            send(back, "GET /any HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\n\r\n");
            receive(back, STREAM.length());

            String missed = expected.substring(numbered(0).length());
            assertThat(receive(back, missed.length())).isEqualTo(missed);
        }
    }

    private static String numbered(int number) {
        String event = "data: " + number + "\nid: " + number + "\n\n";
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    private Socket subscriber() throws IOException {
        var subscriber = connect();
        send(subscriber, "GET /any HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(receive(subscriber, STREAM.length())).isEqualTo(STREAM);
        return subscriber;
    }

    private Socket connect() throws IOException {
        return connect(loop);
    }

    private static Socket connect(BareLoop to) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), to.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static String post(String body) {
        return "POST /any HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String receive(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), US_ASCII);
    }
}
