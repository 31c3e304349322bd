package dev.spate.hub.internal.engine;

import dev.spate.hub.Authorizer;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.Ticker;
import dev.spate.hub.UnknownId;
import dev.spate.hub.internal.sequence.Runner;
import dev.spate.hub.spi.EventLog;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What a hub is made of. Thread-safe: immutable, of thread-safe parts.
public record HubParts(
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
