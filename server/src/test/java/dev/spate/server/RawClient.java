package dev.spate.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Speaks HTTP/1 byte by byte over a socket, so that tests can say what no client library would.
///
/// Owner: the thread of the test.
final class RawClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(InetSocketAddress address) {
        try {
            socket = new Socket();
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a text as it stands, each character one byte.
    RawClient send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends as much as the server takes: one that has had enough may cut the connection meanwhile.
    RawClient sendIfTaken(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException _) {
            // The server has answered already.
        }
        return this;
    }

    /// Sends head lines, ended as they should be.
    RawClient head(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /// Sends a request with a body of a known length.
    RawClient post(String target, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return head(
                        "POST " + target + " HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: " + contentType,
                        "Content-Length: " + bytes.length)
                .send(bytes);
    }

    RawClient get(String target, String... fields) {
        var lines = new ArrayList<>(List.of("GET " + target + " HTTP/1.1", "Host: localhost"));
        lines.addAll(List.of(fields));
        return head(lines.toArray(String[]::new));
    }

    /// Reads a whole response whose length is told, or which has no body.
    RawResponse read() {
        List<String> head = readHead();
        var bare = RawResponse.of(head, new byte[0]);
        if (bare.field("Transfer-Encoding").equals("chunked")) {
            return RawResponse.of(head, readChunks());
        }
        String length = bare.field("Content-Length");
        return RawResponse.of(head, length.isEmpty() ? new byte[0] : readBytes(Integer.parseInt(length)));
    }

    /// Reads a response to a HEAD request.
    RawResponse readWithoutBody() {
        return RawResponse.of(readHead(), new byte[0]);
    }

    /// Reads up to the empty line.
    List<String> readHead() {
        var lines = new ArrayList<String>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /// Reads one line, which ends with CR and LF.
    String readLine() {
        var line = new ByteArrayOutputStream();
        for (int c = readByte(); c != '\n'; c = readByte()) {
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (!text.endsWith("\r")) {
            throw new AssertionError("line without CR: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    /// Reads one chunk; the last one is empty.
    byte[] readChunk() {
        int length = Integer.parseInt(readLine(), 16);
        byte[] chunk = readBytes(length);
        if (!readLine().isEmpty()) {
            throw new AssertionError("chunk without an end");
        }
        return chunk;
    }

    /// Reads chunks until their text holds this.
    String readChunksUntil(String wanted) {
        var text = new StringBuilder();
        int from = 0;
        while (text.indexOf(wanted, from) < 0) {
            from = Math.max(0, text.length() - wanted.length());
            byte[] chunk = readChunk();
            if (chunk.length == 0) {
                throw new AssertionError("ended without \"" + wanted + "\": " + text);
            }
            text.append(new String(chunk, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    byte[] readChunks() {
        var bytes = new ByteArrayOutputStream();
        for (byte[] chunk = readChunk(); chunk.length > 0; chunk = readChunk()) {
            bytes.writeBytes(chunk);
        }
        return bytes.toByteArray();
    }

    byte[] readBytes(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new AssertionError("ended after " + bytes.length + " of " + count + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether something has come that has not been read.
    boolean hasMore() {
        try {
            return in.available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the server has closed: nothing more comes but the end. A reset is an end too.
    boolean isAtEnd() {
        try {
            return in.read() < 0;
        } catch (SocketException _) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends what is sent, and goes on reading.
    RawClient endSending() {
        try {
            socket.shutdownOutput();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives up at once, with a reset.
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readByte() {
        try {
            int c = in.read();
            if (c < 0) {
                throw new AssertionError("ended within a line");
            }
            return c;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
