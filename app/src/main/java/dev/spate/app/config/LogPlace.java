package dev.spate.app.config;

import dev.spate.hub.Durability;
import java.nio.file.Path;

/// Where a hub's log lives. Thread-safe: immutable.
public sealed interface LogPlace {
    /// In the memory of this process: it ends with it.
    record Memory() implements LogPlace {}

    /// In files.
    ///
    /// @param directory of this log alone; made where it is missing
    /// @param durability what an answer to a publisher waits for
    record Files(Path directory, Durability durability) implements LogPlace {}
}
