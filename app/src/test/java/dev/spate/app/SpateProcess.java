package dev.spate.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// `spate` as a process of its own, in a directory of its own, with the classes of this build.
///
/// Owner: the test's thread.
final class SpateProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://[^/\\s\"]+");

    private final Process process;
    private final BufferedReader err;
    private final List<String> said = new ArrayList<>();

    private SpateProcess(Process process) {
        this.process = process;
        this.err = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    }

    static SpateProcess start(Path directory, String... args) throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-ea",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.spate.app.Spate"));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPATE_"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return new SpateProcess(builder.start());
    }

    /// Starts `serve` on a free port of the loopback and waits until it says where.
    static SpateProcess serve(Path directory, String... args) throws IOException {
        var all = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0"));
        all.addAll(List.of(args));
        var spate = start(directory, all.toArray(String[]::new));
        spate.readUntil("Publish");
        return spate;
    }

    /// Reads what it says on standard error, up to a line with this text in it or the end.
    void readUntil(String text) {
        try {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                said.add(line);
                if (line.contains(text)) {
                    return;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Reads to the end and waits for it.
    int exitCode() throws InterruptedException {
        readUntil("\0");
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    List<String> said() {
        return List.copyOf(said);
    }

    URI url(String path) {
        return said.stream()
                .map(URL::matcher)
                .flatMap(matcher -> matcher.results().map(found -> found.group()).findFirst().stream())
                .findFirst()
                .map(origin -> URI.create(origin + path))
                .orElseThrow(() -> new AssertionError("no URL in " + said));
    }

    /// Sends SIGTERM.
    void terminate() {
        // The process's own method would close the streams too.
        process.toHandle().destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
