package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// A directory with a log that does everything on the test's thread.
///
/// Owner: the test's thread.
final class LogFolder {
    final Path directory;
    final List<Entry> shown = new ArrayList<>();
    Durability durability = Durability.DISK;
    Retention retention = new Retention(Duration.ofHours(1), 64 << 20, 100_000);
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    LogFolder(Path directory) {
        this.directory = directory;
    }

    /// Opens a log that is ready, or has failed to be, when this returns.
    FileEventLog open() throws IOException {
        return open(RealDisk.at(directory));
    }

    FileEventLog open(Disk disk) {
        return FileEventLog.open(new FileEventLog.Parts(
                disk,
                retention,
                durability,
                () -> now,
                () -> 0,
                new Random(),
                Runnable::run,
                Runnable::run,
                step -> {},
                Duration.ZERO,
                List.of()));
    }

    /// Opens a log and takes what comes out of its tail.
    FileEventLog ready() throws IOException {
        var log = open();
        await(log.tail(shown::addAll));
        return log;
    }

    /// What would be there if the process had been killed now.
    LogFolder copyTo(Path other) throws IOException {
        Files.createDirectories(other);
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                Files.copy(file, other.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var copy = new LogFolder(other);
        copy.retention = retention;
        copy.durability = durability;
        copy.now = now;
        return copy;
    }

    /// The names of the segments, ascending.
    List<String> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(LogStore.SEGMENT))
                    .sorted()
                    .toList();
        }
    }

    Path lastSegment() throws IOException {
        return directory.resolve(segments().getLast());
    }

    static Position append(FileEventLog log, Publication publication) {
        return await(log.append(List.of(publication)).durable()).getFirst();
    }

    static List<Entry> all(FileEventLog log) {
        var entries = new ArrayList<Entry>();
        long cursor = 0;
        boolean isAtHead = false;
        while (!isAtHead) {
            var page = await(log.read(cursor, new Everything(), 1_000, Long.MAX_VALUE));
            entries.addAll(page.entries());
            cursor = page.next();
            isAtHead = page.isAtHead();
        }
        return entries;
    }

    /// The answer of a stage that is complete.
    static <T> T await(CompletionStage<T> stage) {
        var future = stage.toCompletableFuture();
        if (!future.isDone()) {
            throw new AssertionError("stage: not complete (expected: complete on return)");
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HubException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
