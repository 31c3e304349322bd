package dev.spate.app.browser;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A headless Chromium with a profile of its own.
///
/// Owner: the test's thread.
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-port=0",
            "about:blank");

    private final Process process;
    private final DevTools devTools;

    private Chromium(Process process, DevTools devTools) {
        this.process = process;
        this.devTools = devTools;
    }

    static boolean isInstalled() {
        return executable().isPresent();
    }

    /// @param profile an empty directory
    static Chromium start(Path profile) throws IOException {
        var command = new ArrayList<String>();
        command.add(executable().orElseThrow().toString());
        command.add("--user-data-dir=" + profile);
        command.addAll(FLAGS);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return new Chromium(process, new DevTools(address(profile.resolve("DevToolsActivePort"))));
        } catch (RuntimeException failure) {
            end(process);
            throw failure;
        }
    }

    /// Opens a page in a tab of its own, and waits until it is loaded.
    Tab open(URI address) {
        String target = devTools.call("Target.createTarget", json -> json.writeStringProperty("url", "about:blank"));
        String session = devTools.call("Target.attachToTarget", json -> {
            json.writeStringProperty(
                    "targetId", JsonText.at(target, "result", "targetId").orElseThrow());
            json.writeBooleanProperty("flatten", true);
        });
        var tab = new Tab(devTools, JsonText.at(session, "result", "sessionId").orElseThrow());
        tab.go(address);
        return tab;
    }

    @Override
    public void close() {
        try {
            devTools.call("Browser.close", json -> {});
        } finally {
            devTools.close();
            end(process);
        }
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// The browser writes a port and a path into this file once it listens.
    private static URI address(Path file) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(file) && lines(file).size() >= 2);
        List<String> lines = lines(file);
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException notYet) {
            return List.of();
        }
    }

    private static Optional<Path> executable() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
