package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.Retention;
import dev.spate.hub.Ticker;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// What a log on a real disk is opened with. Thread-safe: immutable, of thread-safe parts.
///
/// @param directory is made if there is none; one process at a time may use it
/// @param name of the hub, for the names of the threads
/// @param retention how much is kept
/// @param durability what delivery waits for
/// @param clock gives the time of the entries, and says how old they are
/// @param ticker says how long commits take
/// @param random gives the log's secret, and its epochs
/// @param progress is told on the log's writer how far the start has got
public record FileLogSettings(
        Path directory,
        String name,
        Retention retention,
        Durability durability,
        InstantSource clock,
        Ticker ticker,
        RandomGenerator random,
        Consumer<RecoveryStep> progress) {}
