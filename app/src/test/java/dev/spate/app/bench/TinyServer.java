package dev.spate.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server of event streams with the faults that a test gives it. `GET` subscribes to everything, `POST` publishes.
///
/// Thread-safe.
final class TinyServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Faults faults;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Socket> streams = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<Integer, String> delivered = new TreeMap<>();
    private int published;

    /// What it does in its own way.
    interface Faults {
        /// The whole events that go out after a publication, of which this is the n-th, counted from 0.
        default List<String> deliver(int index, String data) {
            return List.of(event(index, data));
        }

        /// The head of a stream.
        default String head() {
            return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
        }

        /// How text goes out on a stream.
        default String frame(String text) {
            return text;
        }

        /// The answer to a publication; empty for none, and a closed connection.
        default String answer(int index) {
            return "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok";
        }
    }

    static String event(int index, String data) {
        return "data: " + data + "\nid: " + index + "\n\n";
    }

    private TinyServer(ServerSocket listener, Faults faults) {
        this.listener = listener;
        this.faults = faults;
    }

    static TinyServer start(Faults faults) throws IOException {
        var server = new TinyServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), faults);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    String url(String path) {
        return "http://127.0.0.1:" + listener.getLocalPort() + path;
    }

    /// The heads of all requests, with their bodies.
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var connection = listener.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try {
            var in = new BufferedInputStream(connection.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                String body = new String(in.readNBytes(length(head)), ISO_8859_1);
                requests.add(head + body);
                if (head.startsWith("GET")) {
                    subscribe(connection, head);
                } else if (!publish(connection, body)) {
                    connection.close();
                }
            }
        } catch (IOException gone) {
            streams.remove(connection);
        }
    }

    private synchronized void subscribe(Socket connection, String head) throws IOException {
        write(connection, faults.head());
        int last = -1;
        for (String line : head.split("\r\n", -1)) {
            last = line.startsWith("Last-Event-ID: ") ? Integer.parseInt(line.substring(15)) : last;
        }
        if (head.contains("Last-Event-ID: ")) {
            for (var later : delivered.entrySet()) {
                write(connection, later.getKey() > last ? faults.frame(later.getValue()) : "");
            }
        }
        streams.add(connection);
    }

    private synchronized boolean publish(Socket connection, String data) throws IOException {
        int index = published;
        published++;
        String answer = faults.answer(index);
        if (answer.isEmpty()) {
            return false;
        }
        if (answer.startsWith("HTTP/1.1 2")) {
            String events = String.join("", faults.deliver(index, data));
            delivered.put(index, events);
            for (var stream : new ArrayList<>(streams)) {
                deliver(stream, faults.frame(events));
            }
        }
        write(connection, answer);
        return !answer.contains("Connection: close");
    }

    private void deliver(Socket stream, String text) {
        try {
            write(stream, text);
        } catch (IOException gone) {
            streams.remove(stream);
        }
    }

    private static void write(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /// Closes all streams.
    synchronized void cut() throws IOException {
        for (var stream : streams) {
            stream.close();
        }
        streams.clear();
    }

    /// Empty at the end.
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (b == '\n' && head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16)))
                .findFirst()
                .orElse(0);
    }
}
