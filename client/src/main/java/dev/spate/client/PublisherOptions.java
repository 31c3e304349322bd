package dev.spate.client;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// How a publisher sends. Thread-safe: immutable, if its sources of headers, time and chance are.
///
/// @param responseTimeout how long an answer, or the next part of it, may take
/// @param patience for how long a publication is tried again
record PublisherOptions(
        URI uri,
        HeaderSource headers,
        Duration responseTimeout,
        Duration patience,
        Backoff backoff,
        FeedLimits feedLimits,
        RetryListener retries,
        Ticker ticker,
        InstantSource clock,
        RandomGenerator random) {}
