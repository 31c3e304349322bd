package dev.spate.server.internal.netty;

import dev.spate.hub.Ticker;
import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.ServerCounters;
import dev.spate.server.internal.route.Router;
import java.util.function.BooleanSupplier;

/// What all connections of a server share. Thread-safe: immutable, of thread-safe parts.
///
/// @param router who serves
/// @param limits the bounds
/// @param counters what has been done
/// @param budget of the bodies that are being received
/// @param ticker elapsed time, for deadlines
/// @param isDraining whether the server has begun to close
public record Shared(
        Router router,
        ServerLimits limits,
        ServerCounters counters,
        BodyBudget budget,
        Ticker ticker,
        BooleanSupplier isDraining) {}
