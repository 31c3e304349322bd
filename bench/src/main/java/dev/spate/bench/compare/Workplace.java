package dev.spate.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What contenders are started with. Thread-safe: immutable, of thread-safe parts.
///
/// @param root the directory of the project
/// @param hubFlags the flags of the hub's virtual machine, for the yardstick
/// @param children the processes
record Workplace(Path root, List<String> hubFlags, Children children) {
    private static final Pattern MODULES = Pattern.compile("--modules-path=(\\S+)");

    Path spate() {
        return root.resolve("spate");
    }

    /// A program of the virtual machine that this runs on, such as `java`.
    Path jdk(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program);
    }

    /// Where nginx looks for its modules.
    Path nginxModules() {
        String said = output("nginx", "-V");
        var path = MODULES.matcher(said);
        if (!path.find()) {
            throw new CompareException("nginx -V: \"" + said.strip() + "\" (expected: a --modules-path)");
        }
        return Path.of(path.group(1));
    }

    /// What a program writes, errors too.
    String output(String... command) {
        var process = children.start(new ProcessBuilder(command).redirectErrorStream(true));
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            children.end(process);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
