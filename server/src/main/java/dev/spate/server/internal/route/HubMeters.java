package dev.spate.server.internal.route;

import dev.spate.hub.ConnectionPage;
import dev.spate.hub.ConnectionQuery;
import dev.spate.hub.ConnectionState;
import dev.spate.hub.GapStats;
import dev.spate.hub.Hub;
import dev.spate.hub.HubStats;
import dev.spate.hub.LogCounters;
import dev.spate.hub.ReplayStats;
import dev.spate.hub.SlowStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/// The numbers of one hub, told apart by the tag `hub`, its base path. They are taken together, once for each scrape.
///
/// Thread-safe: what it holds is immutable, and replaced by whoever scrapes.
final class HubMeters {
    /// How long the loops have to say who is slowest; after that the numbers are given without.
    private static final long LONGEST_WAIT_MILLIS = 2_000;
    private static final double NANOS_A_SECOND = 1e9;
    private static final String PREFIX = "spate.hub.";

    private final MeterRegistry registry;
    private final Hub hub;
    private final Tags tags;
    /// Written and read by those who scrape.
    private volatile HubStats stats;
    /// As above.
    private volatile Furthest furthest = Furthest.UNKNOWN;

    /// How far the subscription is behind that is furthest behind; not a number where the loops did not say in time.
    /// Thread-safe: immutable.
    private record Furthest(double entries, double bytes, double seconds) {
        static final Furthest UNKNOWN = new Furthest(Double.NaN, Double.NaN, Double.NaN);
        static final Furthest NOTHING = new Furthest(0, 0, 0);

        static Furthest of(ConnectionPage page) {
            return page.connections().stream()
                    .findFirst()
                    .map(ConnectionState::behind)
                    .map(far ->
                            new Furthest(far.entries(), far.bytes(), far.time().toSeconds()))
                    .orElse(NOTHING);
        }
    }

    /// Registers everything. The registry holds it weakly: whoever scrapes holds this.
    HubMeters(MeterRegistry registry, String path, Hub hub) {
        this.registry = registry;
        this.hub = hub;
        this.tags = Tags.of("hub", path);
        this.stats = hub.stats();
        registerPublishing();
        registerDelivery();
        registerReplays();
        registerSlow();
        registerHeld();
        registerLog();
    }

    /// Takes the numbers anew.
    ///
    /// @return completes when that is done; never fails
    CompletionStage<Void> refresh() {
        return hub.connections(ConnectionQuery.first(1))
                .thenApply(Furthest::of)
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(Furthest.UNKNOWN, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Furthest.UNKNOWN)
                .thenAccept(found -> furthest = found);
    }

    /// Takes the counts anew, which takes a while.
    void recount() {
        stats = hub.stats();
    }

    private void registerPublishing() {
        counter("published", "Publications that the log took", HubStats::published);
        counter("duplicates", "Publications answered from the idempotency window", HubStats::duplicates);
        counter("refused", "Publications that were refused", HubStats::refused);
        gauge("queued", "Publications waiting for the sequencer", HubStats::queuedPublications);
        gauge("idempotency.keys", "Idempotency keys that are remembered", HubStats::idempotencyKeys);
    }

    private void registerDelivery() {
        gauge("subscriptions", "Live subscriptions", HubStats::subscriptions);
        counter("delivered", "Events handed to connections", HubStats::delivered);
        counter("delivered.bytes", "Bytes handed to connections", HubStats::deliveredBytes);
        counter("writes", "Writes to connections", HubStats::writes);
        counter("heartbeats", "Comments sent to keep streams alive", HubStats::heartbeats);
        gap("expired", GapStats::expired);
        gap("epoch", GapStats::epoch);
        gap("slow", GapStats::slow);
        gap("unknown-id", GapStats::unknownId);
    }

    private void registerReplays() {
        replay("replays", "Times that a subscription began to read behind the window", ReplayStats::begun);
        replay("replayed", "Events given from behind the window", ReplayStats::events);
        replay("replayed.bytes", "Bytes given from behind the window", ReplayStats::bytes);
        replay("replay.reads", "Reads of the log behind the window, each for all who stand there", ReplayStats::reads);
    }

    private void registerSlow() {
        gauge("lagging", "Subscriptions that are behind", HubStats::lagging);
        lag("lag.entries", "Entries behind the newest, of the subscription furthest behind", Furthest::entries);
        lag("lag.bytes", "Bytes behind the newest, of the subscription furthest behind", Furthest::bytes);
        lag("lag.seconds", "Age of what the subscription furthest behind is given next", Furthest::seconds);
        slow("conflate", SlowStats::conflated);
        slow("drop", SlowStats::dropped);
        slow("disconnect", SlowStats::disconnected);
        counter(
                "skipped",
                "Values left out that newer ones had replaced",
                of -> of.slow().skipped());
        counter("closed.slow", "Subscriptions closed for being stalled", HubStats::closedSlow);
    }

    private void registerHeld() {
        gauge("pinned.bytes", "Bytes that connections hold", HubStats::pinnedBytes);
        gauge("window.bytes", "Encoded bytes of the newest entries in memory", HubStats::windowBytes);
        gauge(
                "window.entries",
                "Newest entries encoded in memory, for the live also what the log has forgotten",
                HubStats::windowEntries);
    }

    private void registerLog() {
        gauge("log.entries", "Entries that the log retains", HubStats::logEntries);
        gauge("log.bytes", "Bytes that the log holds, in memory or on the disk", HubStats::logBytes);
        gauge(
                "log.segments",
                "Files of entries that the log has",
                of -> of.log().segments());
        gauge(
                "log.index.bytes",
                "Memory that the indexes of the log's files take",
                of -> of.log().indexBytes());
        log("log.commits", "Batches made durable", LogCounters::commits);
        log("log.committed", "Entries made durable", LogCounters::committedEntries);
        log("log.committed.bytes", "Bytes written to make entries durable", LogCounters::committedBytes);
        counter(
                "log.commit.seconds",
                "Time that commits took together",
                of -> of.log().commitNanos() / NANOS_A_SECOND);
        log("log.failures", "Writes, commits and reads that failed", LogCounters::failures);
        state(
                "log.trouble",
                "1 while the log takes no publications, else 0",
                own -> own.hub.trouble().map(why -> 1).orElse(0));
        state("ready", "1 while publications and subscriptions are taken, else 0", own -> own.hub.isReady() ? 1 : 0);
    }

    private void replay(String name, String about, ToLongFunction<ReplayStats> value) {
        counter(name, about, of -> value.applyAsLong(of.replays()));
    }

    private void log(String name, String about, ToLongFunction<LogCounters> value) {
        counter(name, about, of -> value.applyAsLong(of.log()));
    }

    private void counter(String name, String about, ToDoubleFunction<HubStats> value) {
        counter(name, about, value, tags);
    }

    private void gap(String reason, ToLongFunction<GapStats> value) {
        counter("gaps", "Gaps announced", of -> value.applyAsLong(of.gapReasons()), tags.and("reason", reason));
    }

    private void slow(String policy, ToLongFunction<SlowStats> value) {
        String about = "Times that a policy was applied to a subscription that was too slow";
        counter("slow", about, of -> value.applyAsLong(of.slow()), tags.and("policy", policy));
    }

    private void counter(String name, String about, ToDoubleFunction<HubStats> value, Tags told) {
        FunctionCounter.builder(PREFIX + name, this, own -> value.applyAsDouble(own.stats))
                .description(about)
                .tags(told)
                .register(registry);
    }

    private void gauge(String name, String about, ToDoubleFunction<HubStats> value) {
        state(name, about, own -> value.applyAsDouble(own.stats));
    }

    private void lag(String name, String about, ToDoubleFunction<Furthest> value) {
        state(name, about, own -> value.applyAsDouble(own.furthest));
    }

    private void state(String name, String about, ToDoubleFunction<HubMeters> value) {
        Gauge.builder(PREFIX + name, this, value).description(about).tags(tags).register(registry);
    }
}
