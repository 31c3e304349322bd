package dev.spate.client;

import static java.util.Objects.requireNonNull;

import dev.spate.wire.EventId;
import dev.spate.wire.EventParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Describes an [EventSource].
///
/// Owner: the thread that made it. It may build any number of sources.
public final class EventSourceBuilder {

    private URI uri;
    private HeaderSource headers = Map::of;
    private ResumePoint resume = ResumePoint.NONE;
    private @Nullable HttpClient client;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration responseTimeout = Duration.ofSeconds(30);
    private Duration idleTimeout = StreamBody.FOREVER;
    private Backoff backoff = Backoff.standard();
    private EventParser.Limits limits = EventParser.Limits.USUAL;
    private ThreadFactory threads = EventSourceBuilder::daemon;
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();

    EventSourceBuilder(URI uri) {
        this.uri = Rules.address(uri);
    }

    /// Adds a query parameter, percent-encoded: `topic`, `event`, `key`, `start` and so on.
    ///
    /// @return this
    public EventSourceBuilder parameter(String name, String value) {
        uri = Query.plus(uri, name, value);
        return this;
    }

    /// Sends these headers with every request, but not to other origins that it is redirected to.
    ///
    /// @return this
    public EventSourceBuilder headers(HeaderSource source) {
        headers = requireNonNull(source, "source");
        return this;
    }

    /// Begins after the event with this id.
    ///
    /// @return this
    /// @throws IllegalArgumentException if the id holds a control character or a lone surrogate
    public EventSourceBuilder resumeAfter(ResumePoint point) {
        resume = new ResumePoint(new EventId(point.lastEventId()).text());
        return this;
    }

    /// Uses this client, for its proxy, TLS and so on, or to share its threads among many sources. It must not
    /// follow redirects, which the source does, and is not closed with the source.
    ///
    /// @return this
    public EventSourceBuilder client(HttpClient shared) {
        client = requireNonNull(shared, "shared");
        return this;
    }

    /// How long making a connection may take; 10 s where nothing is said. Without effect on a client of the
    /// caller's.
    ///
    /// @return this
    /// @throws IllegalArgumentException if it is not positive
    public EventSourceBuilder connectTimeout(Duration timeout) {
        connectTimeout = Rules.positive("connectTimeout", timeout);
        return this;
    }

    /// How long a request may wait for the head of its answer; 30 s where nothing is said.
    ///
    /// @return this
    /// @throws IllegalArgumentException if it is not positive
    public EventSourceBuilder responseTimeout(Duration timeout) {
        responseTimeout = Rules.positive("responseTimeout", timeout);
        return this;
    }

    /// How long an open stream may stay silent, comments included, before the source takes it for dead and
    /// reconnects. Where nothing is said, that is three heartbeats, if the hub tells how often it sends them
    /// ([Signal.Open]), and else without limit.
    ///
    /// @return this
    /// @throws IllegalArgumentException if it is not positive
    public EventSourceBuilder idleTimeout(Duration timeout) {
        idleTimeout = Rules.positive("idleTimeout", timeout);
        return this;
    }

    /// How long to wait between attempts.
    ///
    /// @return this
    public EventSourceBuilder backoff(Backoff waits) {
        backoff = requireNonNull(waits, "waits");
        return this;
    }

    /// How long a line and an event may be. A stream that goes beyond ends the source with [Closing.Failed].
    ///
    /// @return this
    public EventSourceBuilder limits(EventParser.Limits bounds) {
        limits = requireNonNull(bounds, "bounds");
        return this;
    }

    /// Makes the source's thread; without it, a daemon thread.
    ///
    /// @return this
    public EventSourceBuilder threads(ThreadFactory factory) {
        threads = requireNonNull(factory, "factory");
        return this;
    }

    /// Chance, for the part of a wait that is random.
    EventSourceBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /// A source that hands what comes to this listener, once it is started.
    public EventSource build(EventSource.Listener listener) {
        requireNonNull(listener, "listener");
        EventSourceOptions options = new EventSourceOptions(
                uri, headers, resume, responseTimeout, idleTimeout, backoff, limits, InstantSource.system(), random);
        Transport transport = client == null ? Transport.own(connectTimeout) : Transport.on(client);
        return new EventSource(new EventStreamLoop(transport, options, listener), threads);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "spate-event-source");
        thread.setDaemon(true);
        return thread;
    }
}
