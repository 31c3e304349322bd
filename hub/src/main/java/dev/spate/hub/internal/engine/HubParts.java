package dev.spate.hub;

import dev.spate.hub.internal.sequence.Runner;
import dev.spate.hub.spi.EventLog;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What a hub is made of. Thread-safe: immutable, of thread-safe parts.
record HubParts(
        Runner sequencing,
        Alarm alarm,
        EventLog log,
        Executor readers,
        HubLimits limits,
        UnknownId unknownId,
        Authorizer authorizer,
        HubListener listener,
        Ticker ticker,
        InstantSource clock) {}
