package dev.spate.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/// What a command line said and how it ended. Thread-safe: immutable.
record Cli(int exitCode, String out, String err) {
    static Cli run(String... args) {
        return run(Map.of(), args);
    }

    static Cli run(Map<String, String> environment, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Spate.commandLine(environment)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Cli(exitCode, out.toString(), err.toString());
    }
}
