package dev.spate.app.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Carries bytes between a browser and a hub, and cuts the connection again and again: after so many events,
/// somewhere in the bytes that follow, by turns with a reset and with an orderly end.
///
/// Thread-safe.
final class CuttingProxy implements AutoCloseable {
    static final int NEVER = 0;

    private static final byte[] DATA_LINE = "\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_BYTES_BEYOND = 80;

    private final ServerSocket listener;
    private final InetSocketAddress hub;
    private final int cutEvery;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicBoolean isBlocked = new AtomicBoolean();

    private CuttingProxy(InetSocketAddress hub, int cutEvery, long seed) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.hub = hub;
        this.cutEvery = cutEvery;
        this.random = new Random(seed);
    }

    /// @param cutEvery how many events lie between two cuts; [#NEVER] for no cuts
    static CuttingProxy start(InetSocketAddress hub, int cutEvery, long seed) throws IOException {
        var proxy = new CuttingProxy(hub, cutEvery, seed);
        daemon(proxy::accept);
        return proxy;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    int cuts() {
        return cuts.get();
    }

    /// Cuts every connection, and new ones at once, until [#unblock].
    void block() throws IOException {
        isBlocked.set(true);
        closeAll();
    }

    void unblock() {
        isBlocked.set(false);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeAll();
    }

    private void closeAll() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (isBlocked.get()) {
                    client.close();
                } else {
                    daemon(() -> carry(client));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void carry(Socket client) {
        open.add(client);
        try (client;
                var server = new Socket(hub.getAddress(), hub.getPort())) {
            client.setTcpNoDelay(true);
            open.add(server);
            daemon(() -> forward(client, server));
            backward(server, client);
            open.remove(server);
        } catch (IOException cut) {
            // By either side, by the test, or by this proxy.
        } finally {
            open.remove(client);
        }
    }

    private static void forward(Socket client, Socket server) {
        try {
            client.getInputStream().transferTo(server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException cut) {
            // The other direction ends the connection.
        }
    }

    private void backward(Socket server, Socket client) throws IOException {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        var bytes = new byte[8 << 10];
        int matched = 0;
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            for (int at = 0; at < count; at++) {
                matched = bytes[at] == DATA_LINE[matched] ? matched + 1 : bytes[at] == DATA_LINE[0] ? 1 : 0;
                if (matched == DATA_LINE.length) {
                    matched = 0;
                    if (isTimeToCut()) {
                        out.write(bytes, 0, Math.min(count, at + random.nextInt(MOST_BYTES_BEYOND)));
                        cut(client);
                        return;
                    }
                }
            }
            out.write(bytes, 0, count);
        }
    }

    private boolean isTimeToCut() {
        return events.incrementAndGet() % Math.max(1, cutEvery) == 0 && cutEvery != NEVER;
    }

    private void cut(Socket client) throws IOException {
        client.getOutputStream().flush();
        if (cuts.incrementAndGet() % 2 == 0) {
            client.setSoLinger(true, 0);
        }
        client.close();
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
