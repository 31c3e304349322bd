package dev.spate.app.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A publisher of the numbers 1, 2, 3, …, each padded to a hundred bytes, over one kept connection.
///
/// Owner: one thread at a time.
public final class NumberFeed implements AutoCloseable {
    private static final String PADDING = " ".repeat(80);

    private final Socket socket;
    private final BufferedReader answers;
    private final String head;
    private long last;

    public NumberFeed(InetSocketAddress address, String topic) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setTcpNoDelay(true);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        head = "POST /events/" + topic + " HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort() + "\r\nContent-Length: ";
    }

    /// The last number published.
    public long last() {
        return last;
    }

    /// Publishes so many numbers at once, and waits for the answers.
    public void publish(int count) throws IOException {
        var requests = new StringBuilder();
        for (int index = 0; index < count; index++) {
            last++;
            String body = last + PADDING.substring(0, 80 - Long.toString(last).length() % 80) + "end";
            requests.append(head).append(body.length()).append("\r\n\r\n").append(body);
        }
        socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
        for (int index = 0; index < count; index++) {
            readAnswer();
        }
    }

    private void readAnswer() throws IOException {
        var status = answers.readLine();
        if (status == null || !status.startsWith("HTTP/1.1 200")) {
            throw new IOException("answer: " + status + " (expected: HTTP/1.1 200)");
        }
        int length = 0;
        for (var line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int index = 0; index < length; index++) {
            answers.read();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
