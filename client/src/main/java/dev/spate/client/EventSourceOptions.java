package dev.spate.client;

import dev.spate.wire.EventParser;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// How a source connects. Thread-safe: immutable, if its sources of headers, time and chance are.
///
/// @param resume where it begins
/// @param responseTimeout how long the head of an answer may take
/// @param idleTimeout how long a stream may be silent; [StreamBody#FOREVER] for what the hub says of its heartbeats
/// @param clock for answers that name a date
/// @param random for what is added to waits
record EventSourceOptions(
        URI uri,
        HeaderSource headers,
        ResumePoint resume,
        Duration responseTimeout,
        Duration idleTimeout,
        Backoff backoff,
        EventParser.Limits limits,
        InstantSource clock,
        RandomGenerator random) {}
