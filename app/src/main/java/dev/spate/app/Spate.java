package dev.spate.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `spate` command, of which all others are subcommands. Exit codes: 0 done, 1 failed, 2 wrong usage.
///
/// Owner: the main thread.
@Command(
        name = "spate",
        description = "Server-Sent Events: a hub, and what talks to it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example: spate --version"})
public final class Spate {
    private Spate() {}

    /// Runs one command and ends the JVM with its exit code.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Spate())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }
}
