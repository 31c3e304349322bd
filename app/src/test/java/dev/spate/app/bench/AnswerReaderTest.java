package dev.spate.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
    private final StringBuilder said = new StringBuilder();
    private AnswerReader reader = reader();

    private AnswerReader reader() {
        said.setLength(0);
        return new AnswerReader(new AnswerReader.Listener() {
            @Override
            public void onHead(int status) {
                said.append('<').append(status).append('>');
            }

            @Override
            public void onBody(byte[] bytes, int from, int to) {
                said.append(new String(bytes, from, to - from, UTF_8));
            }

            @Override
            public void onEnd() {
                said.append('.');
            }
        });
    }

    @Nested
    class ABody {
        @Test
        void mayHaveALength() throws IOException {
            read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 404 No\r\ncontent-length:0\r\n\r\n");

            assertThat(said).hasToString("<200>hello.<404>.");
        }

        @Test
        void mayComeInChunks() throws IOException {
            read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n");

            assertThat(said).hasToString("<200>hello!.");
        }

        @Test
        void mayGoOnUntilTheConnectionIsClosed() throws IOException {
            read("HTTP/1.1 200 OK\r\n\r\nhello\r\n\r\n");

            assertThat(said).hasToString("<200>hello\r\n\r\n");
            assertThat(reader.isLast()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(ints = {204, 304})
        void isNoneAfterSomeStatuses(int status) throws IOException {
            read("HTTP/1.1 " + status + " Empty\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

            assertThat(said).hasToString("<" + status + ">.<200>.");
        }
    }

    @Nested
    class AnAnswer {
        @Test
        void mayComeAfterAnInterimOne() throws IOException {
            read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

            assertThat(said).hasToString("<200>ok.");
        }

        @Test
        void saysWhetherItIsTheLast() throws IOException {
            read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            assertThat(reader.isLast()).isFalse();

            read("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n");

            assertThat(reader.isLast()).isTrue();
        }

        @Test
        void isTheSameHoweverItIsCut() throws IOException {
            String all = "HTTP/1.1 200 OK\r\nX: " + "y".repeat(400) + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\nab\r\nA\r\n0123456789\r\n0\r\n\r\n"
                    + "HTTP/1.1 503 Busy\nContent-Length: 3\n\nxyz";
            byte[] bytes = all.getBytes(UTF_8);
            for (int cut = 0; cut <= bytes.length; cut++) {
                reader = reader();
                reader.read(bytes, 0, cut);
                reader.read(bytes, cut, bytes.length);

                assertThat(said).as("cut at %d", cut).hasToString("<200>ab0123456789.<503>xyz.");
            }
        }

        @Test
        void isTheSameByteByByte() throws IOException {
            byte[] bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n"
                    .getBytes(UTF_8);
            for (int at = 0; at < bytes.length; at++) {
                reader.read(bytes, at, at + 1);
            }

            assertThat(said).hasToString("<200>ab.");
        }
    }

    @Nested
    class WhatIsNoAnswer {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/2 200\r\n",
                    "SSH-2.0-x\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: x\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"
                })
        void isSaid(String text) {
            assertThatIOException().isThrownBy(() -> read(text)).withMessageContaining("(expected: ");
        }

        @Test
        void includesAHeadWithoutEnd() {
            String field = "X: " + "y".repeat(1000) + "\r\n";

            assertThatIOException()
                    .isThrownBy(
                            () -> read("HTTP/1.1 200 OK\r\n" + field.repeat(1 + AnswerReader.MAX_HEAD_BYTES / 1000)))
                    .withMessage("head: more than 32768 bytes (expected: fewer)");
        }
    }

    private void read(String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        reader.read(bytes, 0, bytes.length);
    }
}
