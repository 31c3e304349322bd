package dev.spate.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `spate bench`, loading a contender. Thread-safe: immutable, of thread-safe parts.
///
/// @param workplace what it is started with
record LoadGenerator(Workplace workplace) {
    private static final long MAX_SECONDS = 600;

    /// Loads a contender, and waits for what comes out.
    Measurement run(Running server, List<String> arguments) throws IOException, InterruptedException {
        return begin(server, arguments).result();
    }

    /// Begins to load a contender.
    Loading begin(Running server, List<String> arguments) {
        var command = new ArrayList<>(List.of(workplace.spate().toString(), "bench", "--json"));
        command.addAll(arguments);
        command.addAll(server.address());
        Path out = server.directory().resolve("bench.json");
        Path err = server.directory().resolve("bench.txt");
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("SPATE_JAVA_OPTS");
        return new Loading(workplace.children(), workplace.children().start(builder), out, err);
    }

    /// A load under way. Thread-safe: immutable, of thread-safe parts.
    record Loading(Children children, Process process, Path out, Path err) {
        /// Waits for its end.
        ///
        /// @throws CompareException if it said nothing that can be understood
        Measurement result() throws IOException, InterruptedException {
            boolean hasEnded = process.waitFor(MAX_SECONDS, TimeUnit.SECONDS);
            children.end(process);
            String result = Files.readString(out);
            if (!hasEnded || result.isBlank()) {
                String said = Files.readString(err).strip();
                throw new CompareException("bench: \"" + said + "\" (expected: a result within " + MAX_SECONDS + " s)");
            }
            return Measurement.read(result);
        }
    }
}
