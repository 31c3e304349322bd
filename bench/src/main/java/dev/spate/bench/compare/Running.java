package dev.spate.bench.compare;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A contender that runs, on a free port of the loopback and in a directory of its own; both are free again after
/// [#close()].
///
/// Owner: the main thread.
final class Running implements AutoCloseable {
    private static final long POLL_MILLIS = 50;
    private static final int MAX_POLLS = 1_200;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int SAID_CHARACTERS = 600;

    private final Contender contender;
    private final Children children;
    private final Path directory;
    private final int port;
    private final Process process;

    /// Starts a contender, and waits until it listens.
    ///
    /// @throws CompareException if it does not
    static Running start(Contender contender, Workplace workplace) throws IOException, InterruptedException {
        var running = new Running(contender, workplace);
        try {
            running.await("to listen", running::listens);
            return running;
        } catch (CompareException e) {
            running.close();
            throw e;
        }
    }

    private Running(Contender contender, Workplace workplace) throws IOException {
        this.contender = contender;
        this.children = workplace.children();
        this.directory = Files.createTempDirectory("spate-compare");
        this.port = freePort();
        var launch = contender.launch(workplace, directory, port);
        var builder = new ProcessBuilder(launch.command())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile());
        builder.environment().putAll(launch.environment());
        this.process = children.start(builder);
    }

    Contender contender() {
        return contender;
    }

    long pid() {
        return process.pid();
    }

    Path directory() {
        return directory;
    }

    /// The arguments by which the load generator finds it and what it uses.
    List<String> address() {
        var arguments = new ArrayList<>(List.of("--pid", Long.toString(pid())));
        arguments.addAll(contender.address("http://127.0.0.1:" + port));
        return arguments;
    }

    /// How many files and sockets its process has open.
    long descriptors() {
        try (var open = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new CompareException(contender.title() + ": no descriptors in /proc (expected: Linux)", e);
        }
    }

    /// Waits for something, as long as it runs.
    ///
    /// @throws CompareException if it does not happen
    void await(String what, BooleanSupplier happened) throws IOException, InterruptedException {
        for (int poll = 0; poll < MAX_POLLS && !happened.getAsBoolean(); poll++) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        if (!happened.getAsBoolean()) {
            throw new CompareException(contender.title() + ": \"" + said() + "\" (expected: " + what + ")");
        }
    }

    @Override
    public void close() throws IOException {
        children.end(process);
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return process.isAlive();
        } catch (IOException _) {
            return false;
        }
    }

    private String said() throws IOException {
        String output = Files.readString(directory.resolve("output.txt")).strip();
        return output.substring(Math.max(0, output.length() - SAID_CHARACTERS));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
