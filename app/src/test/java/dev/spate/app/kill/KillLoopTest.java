package dev.spate.app.kill;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` loses nothing that was acknowledged, and doubles nothing.
final class KillLoopTest {
    @TempDir
    private Path directory;

    @Test
    void thirtyKillsLoseAndDoubleNothing() throws Exception {
        new KillLoop(directory, new Random().nextLong()).run(30);
    }

    @Test
    @Tag("nightly")
    void aThousandKillsLoseAndDoubleNothing() throws Exception {
        new KillLoop(directory, new Random().nextLong()).run(1_000);
    }
}
