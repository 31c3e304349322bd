package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Another process that locks a directory, until its input ends.
final class LockHolder {
    /// What it says once it has the lock.
    static final String HELD = "held";

    private LockHolder() {}

    public static void main(String... arguments) throws IOException {
        try (var lock = DirectoryLock.take(Path.of(arguments[0]))) {
            OutputStream out = System.out;
            out.write((HELD + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assert lock != null;
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    static Process start(Path directory) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = String.join(System.getProperty("path.separator"), "target/classes", "target/test-classes");
        return new ProcessBuilder(
                        java, "-Xshare:auto", "-cp", classes, LockHolder.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
