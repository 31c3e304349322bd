package dev.spate.app.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// `spate serve` in a process of its own, on a free port and in a directory of its own, with its log in memory; both
/// are gone after [#close()].
///
/// Owner: the test's thread.
public final class HubProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern PINNED = Pattern.compile("(?m)^spate_hub_pinned_bytes\\S* (\\S+)");
    private static final long START_SECONDS = 60;

    private final Process process;
    private final Path directory;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();

    private HubProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        Thread.ofVirtual().start(this::readOutput);
    }

    /// Starts a hub that listens on loopback.
    ///
    /// @param jvmFlags flags of the virtual machine and arguments of `serve`, the flags first, parted by `--`
    public static HubProcess start(String... jvmFlags) throws IOException {
        var directory = Files.createTempDirectory("spate-load");
        var given = Arrays.asList(jvmFlags);
        int dash = given.indexOf("--");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(given.subList(0, dash < 0 ? given.size() : dash));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.spate.app.Spate", "serve"));
        command.addAll(List.of(
                "--listen",
                "127.0.0.1:0",
                "--log",
                "memory",
                "--data",
                directory.resolve("data").toString()));
        command.addAll(dash < 0 ? List.of() : given.subList(dash + 1, given.size()));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        return new HubProcess(process, directory);
    }

    /// Where it listens, as soon as it does.
    public InetSocketAddress address() {
        try {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port.get(START_SECONDS, TimeUnit.SECONDS));
        } catch (Exception e) {
            throw new IllegalStateException("hub: not started (expected: an address), it said " + said(), e);
        }
    }

    /// The bytes that live objects take, after a full collection.
    public long liveHeapBytes() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        var total = TOTAL.matcher(text);
        if (!total.find()) {
            throw new IllegalStateException("jcmd: " + text.lines().limit(3).toList() + " (expected: a total)");
        }
        return Long.parseLong(total.group(1));
    }

    /// The bytes of blocks that sockets hold, which are bounded for all of them together.
    public long pinnedBytes() throws IOException, InterruptedException {
        var token = Files.readString(directory.resolve("data/admin-token")).strip();
        var url = "http://127.0.0.1:" + address().getPort() + "/metrics";
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var pinned = PINNED.matcher(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            if (!pinned.find()) {
                throw new IllegalStateException("metrics: no pinned bytes (expected: their number)");
            }
            return (long) Double.parseDouble(pinned.group(1));
        }
    }

    /// The resident memory of the process.
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    /// Asks it to end, as an operator would.
    public void terminate() {
        process.destroy();
    }

    /// Waits until it has ended.
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("hub: still there (expected: ended)");
        }
        return process.exitValue();
    }

    /// What it wrote, for a failure's message.
    public List<String> said() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void readOutput() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                var url = URL.matcher(line);
                if (url.find()) {
                    port.complete(Integer.parseInt(url.group(1)));
                }
            }
        } catch (IOException processHasEnded) {
            port.completeExceptionally(processHasEnded);
        }
        port.completeExceptionally(new IllegalStateException("hub: ended (expected: an address)"));
    }
}
