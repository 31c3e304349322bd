package dev.spate.app;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/// A command that talks to a hub, run in the background, and what it has written so far.
///
/// Thread-safe: string writers are, and the future.
record ClientCli(StringWriter outWriter, StringWriter errWriter, CompletableFuture<Integer> exitCode) {
    static final Ends PIPES = new Ends(new ByteArrayInputStream(new byte[0]), false, false, false);
    static final Ends TERMINALS = new Ends(new ByteArrayInputStream(new byte[0]), true, true, true);

    static ClientCli publish(Ends ends, String... args) {
        return run(new PublishCommand(Map.of(), () -> ends), args);
    }

    static ClientCli subscribe(Ends ends, String... args) {
        return run(new SubscribeCommand(Map.of(), () -> ends), args);
    }

    static ClientCli run(Object command, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var exitCode = new CompletableFuture<Integer>();
        var thread = new Thread(() -> exitCode.complete(line.execute(args)), "command");
        thread.setDaemon(true);
        thread.start();
        return new ClientCli(out, err, exitCode);
    }

    static Ends pipeOf(String input) {
        return pipeOf(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    static Ends pipeOf(InputStream in) {
        return new Ends(in, false, false, false);
    }

    int exit() {
        return exitCode.orTimeout(60, TimeUnit.SECONDS).join();
    }

    String out() {
        return outWriter.toString();
    }

    String err() {
        return errWriter.toString();
    }
}
