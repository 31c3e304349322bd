package dev.spate.hub.internal.log.file;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.LogCounters;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Ticker;
import dev.spate.hub.internal.log.file.PageQuestion.Kind;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.LogBounds;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TailListener;
import dev.spate.hub.spi.TopicSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The log that lives in files, and outlives its process.
///
/// The files are segments, each with an index: see [LogStore], [RecordCodec], [SegmentIndex]. One thread writes, few
/// others read; nobody else touches a disk. What a start does is told at [Recovery], what a write does at
/// [LogWriter], which entries go at [Segments].
///
/// Memory: the index of the segment that is written ([OpenIndex]), about 35 KiB and the Bloom filters for each other
/// one ([SealedIndex]), the table of evictions, and the batches that wait, at most [LogQueue#MAX_WAITING_BYTES].
///
/// Thread-safe, as its contract says.
public final class FileEventLog implements EventLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Parts parts;
    private final LogQueue queue;
    private final Readers readers;
    private final AtomicBoolean isTailed = new AtomicBoolean();

    /// What a log is made of. Thread-safe: immutable, of thread-safe parts.
    ///
    /// @param disk the log's directory
    /// @param retention how much is kept
    /// @param durability what delivery waits for
    /// @param clock gives the time of the entries, and says how old they are
    /// @param ticker says how long commits take
    /// @param random gives the key and the epochs: a secret is made of it
    /// @param writer runs one task after the other
    /// @param readers runs tasks that read
    /// @param progress is told how far the start has got
    /// @param patience how long closing waits for the writer
    /// @param resources are closed at the end, the first one first
    record Parts(
            Disk disk,
            Retention retention,
            Durability durability,
            InstantSource clock,
            Ticker ticker,
            RandomGenerator random,
            Executor writer,
            Executor readers,
            Consumer<RecoveryStep> progress,
            Duration patience,
            List<AutoCloseable> resources) {}

    private FileEventLog(Parts parts) {
        this.parts = parts;
        this.queue = new LogQueue(parts);
        this.readers = new Readers(parts.readers(), queue.ready());
    }

    /// Opens a directory, and begins the start of the log, which goes on on its writer: [#tail(TailListener)] says
    /// when it is ready.
    ///
    /// @param settings where, and how
    /// @return the log
    /// @throws HubException if the directory cannot be used, or another process uses it
    public static FileEventLog open(FileLogSettings settings) {
        try {
            var disk = RealDisk.at(settings.directory());
            var lock = DirectoryLock.take(settings.directory());
            var threads = LogThreads.of(settings.name());
            return open(new Parts(
                    disk,
                    settings.retention(),
                    settings.durability(),
                    settings.clock(),
                    settings.ticker(),
                    settings.random(),
                    threads.writer(),
                    threads.readers(),
                    settings.progress(),
                    PATIENCE,
                    List.of(threads, lock)));
        } catch (IOException e) {
            throw new HubException("log: " + settings.directory() + " cannot be used, " + e.getMessage(), e);
        }
    }

    /// Begins the start of a log, which goes on on its writer.
    static FileEventLog open(Parts parts) {
        var log = new FileEventLog(parts);
        log.queue.begin();
        return log;
    }

    @Override
    public Appending append(List<Publication> batch) {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("batch: empty (expected: at least one publication)");
        }
        return queue.append(List.copyOf(batch), parts.clock().millis(), false);
    }

    @Override
    public Appending appendHere(List<Publication> batch) {
        boolean isHere = parts.durability() == Durability.DISK;
        return isHere ? queue.append(List.copyOf(batch), parts.clock().millis(), true) : append(batch);
    }

    @Override
    public Durability durability() {
        return parts.durability();
    }

    @Override
    public boolean reachesDisk() {
        return true;
    }

    @Override
    public CompletionStage<Long> tail(TailListener listener) {
        if (!isTailed.compareAndSet(false, true)) {
            throw new IllegalStateException("tail: asked for a second time (expected: once)");
        }
        return queue.tail(listener);
    }

    @Override
    public CompletionStage<Page> read(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        return page(new PageQuestion(Kind.ALL, after, Long.MAX_VALUE, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Page> readConflated(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        return page(new PageQuestion(Kind.CONFLATED, after, Long.MAX_VALUE, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Page> readKeyed(long after, int maxEntries, long maxBytes) {
        var filter = new Everything();
        return page(new PageQuestion(Kind.IDEMPOTENT, after, Long.MAX_VALUE, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
        return page(new PageQuestion(Kind.LATEST, after, upTo, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Long> beforeTime(long timeMillis) {
        return readers.ask(log -> lookups(log).beforeTime(timeMillis));
    }

    @Override
    public CompletionStage<List<TopicSummary>> topics(String after, int max) {
        PageQuestion.requireAtLeast("max", max, 1);
        return readers.ask(log -> lookups(log).topics(after, max));
    }

    @Override
    public CompletionStage<Long> beforeLast(EntryFilter filter, int count) {
        PageQuestion.requireAtLeast("count", count, 1);
        if (filter.acceptsAll()) {
            return readers.ask(log -> lookups(log).beforeLast(count));
        }
        return readers.search(log -> new BackwardSearch(readers, log, filter, count));
    }

    @Override
    public CompletionStage<Optional<Long>> find(String id) {
        return readers.ask(log -> lookups(log).find(id));
    }

    @Override
    public EpochHistory epochs() {
        return queue.epochs();
    }

    @Override
    public LogBounds bounds() {
        return queue.view().bounds();
    }

    @Override
    public LogCounters counters() {
        return queue.counters(readers.failures());
    }

    @Override
    public Optional<String> trouble() {
        return queue.trouble();
    }

    @Override
    public CompletionStage<Void> maintain() {
        return queue.maintain();
    }

    @Override
    public void close() {
        readers.close();
        queue.close();
    }

    private CompletionStage<Page> page(PageQuestion question) {
        return readers.ask(log -> new PageRead(log, question).page());
    }

    private static Lookups lookups(OpenLog log) {
        return new Lookups(log.segments().view(), log.store().hash());
    }
}
