package dev.spate.app.load;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A publisher that sends the numbers 1, 2, 3, … as one endless NDJSON body, as fast as the hub reads them, and
/// reads the answers beside it.
///
/// Owner: two threads of its own; [#stop()] may be called by any.
public final class BulkFeed {
    private static final String PADDING = " ".repeat(90);

    private final Socket socket;
    private final String topic;
    private final CompletableFuture<Long> sent = new CompletableFuture<>();
    private final CompletableFuture<Long> accepted = new CompletableFuture<>();
    private volatile boolean isStopping;

    /// Begins at once.
    public BulkFeed(InetSocketAddress address, String topic) throws IOException {
        this.topic = topic;
        socket = new Socket(address.getAddress(), address.getPort());
        var head = "POST /events HTTP/1.1\r\nHost: 127.0.0.1:" + address.getPort()
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        Thread.ofPlatform().name("feed").start(() -> complete(sent, this::send));
        Thread.ofPlatform().name("answers").start(() -> complete(accepted, this::readAnswers));
    }

    /// Ends the body, waits for the last answer.
    ///
    /// @return how many were sent, all of them accepted
    public long stop() throws IOException {
        isStopping = true;
        long count = sent.join();
        long answered = accepted.join();
        socket.close();
        if (answered != count) {
            throw new IOException("answers: " + answered + " (expected: " + count + ")");
        }
        return count;
    }

    private long send() throws IOException {
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        long number = 0;
        while (!isStopping) {
            number++;
            var line = "{\"topics\":[\"" + topic + "\"],\"data\":\"" + number + PADDING + "end\"}\n";
            out.write(
                    (Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return number;
    }

    private long readAnswers() throws IOException {
        var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        long count = 0;
        for (@Nullable String line = answers.readLine(); line != null && !line.equals("0"); line = answers.readLine()) {
            if (line.startsWith("{\"id\"")) {
                count++;
            } else if (line.contains("error") || line.startsWith("HTTP/1.1 4") || line.startsWith("HTTP/1.1 5")) {
                throw new IOException("answer: " + line + " (expected: an id)");
            }
        }
        return count;
    }

    private interface Work {
        long run() throws IOException;
    }

    private static void complete(CompletableFuture<Long> result, Work work) {
        try {
            result.complete(work.run());
        } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}
