package dev.spate.hub.internal.delivery;

import dev.spate.hub.Principal;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import org.jspecify.annotations.Nullable;

/// What a subscription was admitted with. Thread-safe: immutable.
///
/// @param id names the subscription
/// @param principal who
/// @param filter what it is to get
/// @param signals which signals it wants
/// @param heartbeatSeconds the time without a byte after which a comment is sent
/// @param slow what becomes of it when it is too slow
/// @param after the offset after which it begins
/// @param claim what it may expect to be given
/// @param gap what it is to be told first, or null
record Wish(
        ConnectionId id,
        Principal principal,
        Filter filter,
        Signals signals,
        int heartbeatSeconds,
        SlowPolicy slow,
        long after,
        Claim claim,
        @Nullable Gap gap) {}
