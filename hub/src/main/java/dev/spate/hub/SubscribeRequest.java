package dev.spate.hub;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What a subscriber asks for. What is illegal cannot be constructed.
///
/// ```java
/// var request = SubscribeRequest.to(Matcher.parse("prices/{symbol}")).from(new StartAt.Last(10));
/// ```
///
/// Thread-safe: immutable.
///
/// @param matchers 1 to 100: an entry is sent when one of them takes one of its topics
/// @param types only events of these types; empty: all
/// @param keys only events with these keys; empty: all
/// @param start where to begin
/// @param heartbeat the time without a byte after which a comment is sent, 5 s to 300 s; zero: as the hub is
///     configured
/// @param signals which signals are wanted
/// @param slow what is to happen when the subscriber is too slow
public record SubscribeRequest(
        List<Matcher> matchers,
        Set<String> types,
        Set<String> keys,
        StartAt start,
        Duration heartbeat,
        Signals signals,
        SlowPolicy slow) {
    /// The most matchers of one subscription.
    public static final int MAX_MATCHERS = 100;
    /// The most types, and the most keys, that one subscription may name.
    public static final int MAX_FILTERS = 100;
    /// The shortest heartbeat that may be asked for.
    public static final Duration MIN_HEARTBEAT = Duration.ofSeconds(5);
    /// The longest heartbeat that may be asked for.
    public static final Duration MAX_HEARTBEAT = Duration.ofMinutes(5);

    /// @throws IllegalArgumentException naming what is out of range
    public SubscribeRequest {
        matchers = List.copyOf(Set.copyOf(matchers));
        types = Set.copyOf(types);
        keys = Set.copyOf(keys);
        requireCount("topic", matchers.size(), 1, MAX_MATCHERS);
        requireCount("event", types.size(), 0, MAX_FILTERS);
        requireCount("key", keys.size(), 0, MAX_FILTERS);
        types.forEach(type -> Text.requireClean("event", type, Publication.MAX_TYPE_BYTES));
        keys.forEach(key -> Text.requireClean("key", key, Publication.MAX_KEY_BYTES));
        if (!heartbeat.isZero() && (heartbeat.compareTo(MIN_HEARTBEAT) < 0 || heartbeat.compareTo(MAX_HEARTBEAT) > 0)) {
            throw new IllegalArgumentException("heartbeat: " + heartbeat.toSeconds() + " (expected: 5 to 300 seconds)");
        }
    }

    /// Everything that these matchers take, from now on.
    ///
    /// @param matchers 1 to 100
    /// @return a request with nothing else set
    public static SubscribeRequest to(Matcher... matchers) {
        return new SubscribeRequest(
                List.of(matchers),
                Set.of(),
                Set.of(),
                new StartAt.Now(),
                Duration.ZERO,
                Signals.ON,
                SlowPolicy.AS_CONFIGURED);
    }

    /// @param newStart where to begin
    /// @return a copy that begins there
    public SubscribeRequest from(StartAt newStart) {
        return new SubscribeRequest(matchers, types, keys, newStart, heartbeat, signals, slow);
    }

    /// @param lastId the id of the last event that the subscriber has
    /// @return a copy that goes on after it
    public SubscribeRequest after(String lastId) {
        return from(new StartAt.After(lastId));
    }

    /// @param newTypes only events of these types
    /// @return a copy with this filter
    public SubscribeRequest ofTypes(String... newTypes) {
        return new SubscribeRequest(matchers, Set.of(newTypes), keys, start, heartbeat, signals, slow);
    }

    /// @param newKeys only events with these keys
    /// @return a copy with this filter
    public SubscribeRequest withKeys(String... newKeys) {
        return new SubscribeRequest(matchers, types, Set.of(newKeys), start, heartbeat, signals, slow);
    }

    /// @param newSignals which signals are wanted
    /// @return a copy with this wish
    public SubscribeRequest withSignals(Signals newSignals) {
        return new SubscribeRequest(matchers, types, keys, start, heartbeat, newSignals, slow);
    }

    /// @param newHeartbeat the time without a byte after which a comment is sent
    /// @return a copy with this heartbeat
    public SubscribeRequest withHeartbeat(Duration newHeartbeat) {
        return new SubscribeRequest(matchers, types, keys, start, newHeartbeat, signals, slow);
    }

    /// @param policy what is to happen when the subscriber is too slow
    /// @return a copy with this policy
    public SubscribeRequest whenSlow(SlowPolicy policy) {
        return new SubscribeRequest(matchers, types, keys, start, heartbeat, signals, policy);
    }

    private static void requireCount(String what, int count, int min, int max) {
        if (count < min || count > max) {
            throw new IllegalArgumentException(what + ": " + count + " given (expected: " + min + " to " + max + ")");
        }
    }
}
