package dev.spate.testkit;

import dev.spate.hub.Durability;
import dev.spate.hub.Retention;
import dev.spate.hub.Ticker;
import dev.spate.hub.internal.log.file.FileEventLog;
import dev.spate.hub.internal.log.file.FileLogSettings;
import dev.spate.hub.spi.EventLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

final class FileEventLogContractTest {
    @TempDir
    Path directory = Path.of("");

    private EventLog open(Retention retention, InstantSource time, Durability durability) {
        try {
            var own = Files.createTempDirectory(directory, "log");
            return FileEventLog.open(new FileLogSettings(
                    own, "test", retention, durability, time, Ticker.system(), new Random(), step -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nested
    class WithDiskDurability extends EventLogContract {
        @Override
        protected EventLog open(Retention retention, InstantSource time) {
            return FileEventLogContractTest.this.open(retention, time, Durability.DISK);
        }
    }

    @Nested
    class WithMemoryDurability extends EventLogContract {
        @Override
        protected EventLog open(Retention retention, InstantSource time) {
            return FileEventLogContractTest.this.open(retention, time, Durability.MEMORY);
        }
    }
}
