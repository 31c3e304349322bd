package dev.spate.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Describes a [Publisher].
///
/// Owner: the thread that made it. It may build any number of publishers.
public final class PublisherBuilder {

    private final URI uri;
    private HeaderSource headers = Map::of;
    private @Nullable HttpClient client;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration responseTimeout = Duration.ofSeconds(30);
    private Duration patience = Duration.ofSeconds(30);
    private Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(5));
    private FeedLimits feedLimits = FeedLimits.USUAL;
    private RetryListener retries = (why, retryIn) -> {};

    PublisherBuilder(URI uri) {
        this.uri = Rules.address(uri);
    }

    /// Sends these headers with every request.
    ///
    /// @return this
    public PublisherBuilder headers(HeaderSource source) {
        headers = requireNonNull(source, "source");
        return this;
    }

    /// Uses this client, for its proxy, TLS and so on. It is not closed with the publisher.
    ///
    /// @return this
    public PublisherBuilder client(HttpClient shared) {
        client = requireNonNull(shared, "shared");
        return this;
    }

    /// How long making a connection may take; 10 s where nothing is said. Without effect on a client of the
    /// caller's.
    ///
    /// @return this
    /// @throws IllegalArgumentException if it is not positive
    public PublisherBuilder connectTimeout(Duration timeout) {
        connectTimeout = Rules.positive("connectTimeout", timeout);
        return this;
    }

    /// How long an answer, or the next part of it, may take; 30 s where nothing is said.
    ///
    /// @return this
    /// @throws IllegalArgumentException if it is not positive
    public PublisherBuilder responseTimeout(Duration timeout) {
        responseTimeout = Rules.positive("responseTimeout", timeout);
        return this;
    }

    /// For how long a publication is tried again while the hub cannot be reached or is busy; 30 s where nothing is
    /// said. Zero: one attempt.
    ///
    /// @return this
    /// @throws IllegalArgumentException if it is negative
    public PublisherBuilder patience(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("patience: " + time + " (expected: not negative)");
        }
        patience = time;
        return this;
    }

    /// How long to wait between attempts.
    ///
    /// @return this
    public PublisherBuilder backoff(Backoff waits) {
        backoff = requireNonNull(waits, "waits");
        return this;
    }

    /// The bounds of feeds.
    ///
    /// @return this
    public PublisherBuilder feedLimits(FeedLimits limits) {
        feedLimits = requireNonNull(limits, "limits");
        return this;
    }

    /// Tells this listener of every attempt that failed and is repeated.
    ///
    /// @return this
    public PublisherBuilder retries(RetryListener listener) {
        retries = requireNonNull(listener, "listener");
        return this;
    }

    /// A publisher as described.
    public Publisher build() {
        PublisherOptions options = new PublisherOptions(
                uri,
                headers,
                responseTimeout,
                patience,
                backoff,
                feedLimits,
                retries,
                Ticker.system(),
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextLong());
        return new Publisher(client == null ? Transport.own(connectTimeout) : Transport.on(client), options);
    }
}
