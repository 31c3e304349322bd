package dev.spate.server.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.server.ServerLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That the guard and Netty's decoder see the same heads, wherever the bytes are cut.
final class StrictRequestDecoderTest {
    private static final String REQUESTS = """
        POST /a HTTP/1.1
        Host: a
        Content-Length: 5

        helloGET /b HTTP/1.1
        Host: b

        POST /c HTTP/1.1
        Host: c
        Transfer-Encoding: chunked

        3;x=y
        abc
        0
        Trailer: x

        GET /d HTTP/1.1
        Host: d

        """.replace("\n", "\r\n");

    @Test
    void requestsAreTheSameWhereverTheyAreCut() {
        String expected = decode(REQUESTS);

        assertThat(expected).contains("POST /a|hello|", "GET /b||", "POST /c|abc|", "GET /d||");
        for (int cut = 0; cut <= REQUESTS.length(); cut++) {
            assertThat(decode(REQUESTS.substring(0, cut), REQUESTS.substring(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(expected);
        }
    }

    @Test
    void requestsAreTheSameByteByByte() {
        assertThat(decode(REQUESTS.split(""))).isEqualTo(decode(REQUESTS));
    }

    @Test
    void requestsAreTheSameCutAtRandom() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        String many = REQUESTS.repeat(20);
        var channel = new EmbeddedChannel(new StrictRequestDecoder(ServerLimits.standard()));
        var seen = new StringBuilder();
        int from = 0;
        while (from < many.length()) {
            int to = Math.min(many.length(), from + 1 + random.nextInt(100));
            write(channel, many.substring(from, to));
            seen.append(read(channel));
            from = to;
        }

        assertThat(seen.toString())
                .as("seed %d", seed)
                .isEqualTo(decode(REQUESTS).repeat(20));
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/1.1\r\n\n", "GET\r\n"})
    void aViolationComesOnceAndNothingAfterIt(String head) {
        for (int cut = 1; cut < head.length(); cut++) {
            assertThat(decode(head.substring(0, cut), head.substring(cut), "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .as("cut at %d", cut)
                    .isEqualTo("!");
        }
    }

    @Test
    void theBytesOfHeadsAreCounted() {
        var decoder = new StrictRequestDecoder(ServerLimits.standard());
        var channel = new EmbeddedChannel(decoder);

        write(channel, "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHo");

        assertThat(decoder.headBytes()).isEqualTo(27);
        assertThat(decoder.isInsideHead()).isTrue();
        channel.finishAndReleaseAll();
    }

    private static String decode(String... pieces) {
        var channel = new EmbeddedChannel(new StrictRequestDecoder(ServerLimits.standard()));
        var seen = new StringBuilder();
        for (String piece : pieces) {
            write(channel, piece);
            seen.append(read(channel));
        }
        channel.finishAndReleaseAll();
        return seen.toString();
    }

    private static void write(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private static String read(EmbeddedChannel channel) {
        var seen = new StringBuilder();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            switch (message) {
                case HeadViolation _ -> seen.append('!');
                case HttpRequest request ->
                    seen.append(request.method())
                            .append(' ')
                            .append(request.uri())
                            .append('|');
                case HttpContent content -> {
                    seen.append(content.content().toString(StandardCharsets.US_ASCII));
                    seen.append(content instanceof LastHttpContent ? "|" : "");
                }
                default -> throw new AssertionError(message);
            }
            ReferenceCountUtil.release(message);
        }
        return seen.toString();
    }
}
