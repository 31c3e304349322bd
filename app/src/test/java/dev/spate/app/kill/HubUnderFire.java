package dev.spate.app.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `spate serve` on one directory, killed and started again and again, each time on another port.
///
/// Thread-safe: by its monitor; killed and started by one thread, waited for by others.
final class HubUnderFire implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("Publish .* http://127\\.0\\.0\\.1:(\\d+)/");
    private static final int KEPT_LINES = 200;
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final long BUSY_NANOS = 200 * NANOS_A_MILLI;

    private final Path directory;
    private final List<String> arguments;
    private final Deque<String> said = new ArrayDeque<>();
    private @Nullable Process process;
    private @Nullable InetSocketAddress address;
    private boolean isOver;

    HubUnderFire(Path directory, String... arguments) {
        this.directory = directory;
        this.arguments = List.of(arguments);
    }

    synchronized void start() throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        // What makes it start fast: it lives for a second.
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-ea"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.spate.app.Spate", "serve"));
        command.addAll(List.of("--listen", "127.0.0.1:0"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SPATE_"));
        var started = builder.start();
        process = started;
        Thread.ofVirtual().start(() -> read(started));
    }

    /// `kill -9`, at once.
    void kill() throws InterruptedException {
        Process running = running();
        synchronized (this) {
            address = null;
        }
        running.destroyForcibly().waitFor();
    }

    /// Lets it run for a while.
    ///
    /// @throws AssertionError if it ends by itself meanwhile
    void run(Duration time) throws InterruptedException {
        if (running().waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new AssertionError(
                    "the hub ended by itself, with " + running().exitValue() + ": " + said());
        }
    }

    /// Asks it to end.
    ///
    /// @return how it ended
    int terminate() throws InterruptedException {
        running().toHandle().destroy();
        return running().waitFor();
    }

    /// Waits until it takes requests.
    ///
    /// @throws AssertionError if it ends instead
    void awaitUp() throws InterruptedException {
        while (running().isAlive()) {
            synchronized (this) {
                if (address != null) {
                    return;
                }
                wait(100);
            }
        }
        throw new AssertionError("the hub ended by itself, with " + running().exitValue() + ": " + said());
    }

    /// Waits until it takes requests: at another place than that, or for a moment at least, which is enough where it
    /// was only busy.
    ///
    /// @return where; null once it is started no more
    synchronized @Nullable InetSocketAddress awaitOtherThan(@Nullable InetSocketAddress old)
            throws InterruptedException {
        long end = System.nanoTime() + BUSY_NANOS;
        while (!isOver && old != null && old.equals(address) && System.nanoTime() < end) {
            wait(1 + (end - System.nanoTime()) / NANOS_A_MILLI);
        }
        while (!isOver && address == null) {
            wait();
        }
        return isOver ? null : address;
    }

    /// Lets nobody wait for it any more.
    synchronized void over() {
        isOver = true;
        notifyAll();
    }

    synchronized List<String> said() {
        return List.copyOf(said);
    }

    @Override
    public void close() {
        over();
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    private synchronized Process running() {
        if (process == null) {
            throw new IllegalStateException("hub: not started (expected: started)");
        }
        return process;
    }

    private void read(Process from) {
        try (var lines = new BufferedReader(new InputStreamReader(from.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(from, line);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private synchronized void heard(Process from, String line) {
        said.add(line);
        if (said.size() > KEPT_LINES) {
            said.remove();
        }
        var url = URL.matcher(line);
        if (from.equals(process) && from.isAlive() && url.find()) {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(url.group(1)));
            notifyAll();
        }
    }
}
