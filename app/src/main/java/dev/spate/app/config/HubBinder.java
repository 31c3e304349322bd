package dev.spate.app.config;

import dev.spate.hub.Durability;
import dev.spate.hub.Retention;
import dev.spate.hub.SlowRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Turns the settings of one hub into its record, and notes what is wrong with them.
///
/// Owner: the thread that loads the configuration.
final class HubBinder {
    private final Values values;
    private final String name;
    private Fallbacks fallbacks;

    /// @param fallbacks those of the process
    HubBinder(Values values, String name, Fallbacks fallbacks) {
        this.values = values;
        this.name = name;
        this.fallbacks = fallbacks.naming("hub", name);
    }

    HubConfig bind() {
        String path = value(Keys.HUB_PATH);
        LogPlace log = log();
        var retention =
                new Retention(value(Keys.RETENTION_AGE), value(Keys.RETENTION_SIZE), value(Keys.RETENTION_EVENTS));
        long windowBytes = value(Keys.WINDOW);
        Duration heartbeat = value(Keys.HEARTBEAT);
        Duration retry = value(Keys.RETRY);
        return new HubConfig(
                name,
                path,
                log,
                retention,
                windowBytes,
                heartbeat,
                retry,
                slow(windowBytes),
                value(Keys.SLOW_STALLED),
                value(Keys.UNKNOWN),
                value(Keys.REPLAY_BYTES),
                value(Keys.IDEMPOTENCY_AGE),
                Math.toIntExact(value(Keys.IDEMPOTENCY_KEYS)));
    }

    private LogPlace log() {
        Optional<Path> directory = value(Keys.HUB_LOG);
        if (directory.isEmpty()) {
            var inMemory = Retention.forMemory();
            fallbacks = fallbacks
                    .with(Keys.DURABILITY, Kinds.wordOf(Durability.MEMORY))
                    .with(Keys.RETENTION_SIZE, Kinds.sizeText(inMemory.bytes()))
                    .with(Keys.RETENTION_EVENTS, Long.toString(inMemory.events()));
        }
        Durability durability = value(Keys.DURABILITY);
        if (directory.isEmpty() && durability == Durability.DISK) {
            problem(Keys.DURABILITY, "disk (expected: memory, where the hub keeps its log, or a log in files)");
        }
        return directory
                .<LogPlace>map(path -> new LogPlace.Files(path, durability))
                .orElseGet(LogPlace.Memory::new);
    }

    private SlowRule slow(long windowBytes) {
        long usual = Math.min(SlowRule.standard().behindBytes(), windowBytes);
        fallbacks = fallbacks.with(Keys.SLOW_BEHIND, Kinds.sizeText(usual));
        var rule = new SlowRule(value(Keys.SLOW_POLICY), value(Keys.SLOW_BEHIND), value(Keys.SLOW_BEHIND_TIME));
        if (rule.behindBytes() > windowBytes) {
            problem(
                    Keys.SLOW_BEHIND,
                    Kinds.sizeText(rule.behindBytes()) + " (expected: at most the window, "
                            + Kinds.sizeText(windowBytes) + ")");
        }
        return rule;
    }

    private <T> T value(Key<T> key) {
        return values.read(key, key.pathIn(name), fallbacks);
    }

    private void problem(Key<?> key, String sentence) {
        values.problem(key.pathIn(name), sentence);
    }
}
