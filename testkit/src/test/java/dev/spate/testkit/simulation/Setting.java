package dev.spate.testkit.simulation;

import dev.spate.hub.Framing;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Matcher;
import dev.spate.hub.Retention;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SlowRule;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.UnknownId;
import java.time.Duration;
import java.util.List;

/// What kind of world it is. Thread-safe: immutable.
///
/// @param log which log
/// @param retention what it retains
/// @param limits of the hub, so small that each is reached
/// @param unknownId where a stream goes on whose id is lost
/// @param subscribers how many there are
/// @param length how many bytes of data most events have at the most
/// @param isAlike whether everybody wants the same, so that much is shared
/// @param temper what happens how often
record Setting(
        LogRoom.Kind log,
        Retention retention,
        HubLimits limits,
        UnknownId unknownId,
        int subscribers,
        int length,
        boolean isAlike,
        Temper temper) {
    private static final int SMALL = 700;
    private static final int LARGE = 7_000;
    private static final Duration LONG = Duration.ofHours(1);
    private static final long AMPLE_BYTES = 64 << 20;
    private static final long AMPLE_EVENTS = 1_000_000;
    /// What clients ask for: of every kind of matcher and filter one.
    private static final List<SubscribeRequest> REQUESTS = List.of(
            to("*"),
            to("a/1"),
            to("a/1", "a/2"),
            to("a/{x}"),
            to("{+x}2", "a/1"),
            to("c"),
            to("*").ofTypes("up"),
            to("a/{x}").withKeys("k"),
            to("never"));
    private static final List<SlowPolicy> POLICIES = List.of(
            SlowPolicy.AS_CONFIGURED,
            SlowPolicy.CATCH_UP,
            SlowPolicy.CONFLATE,
            SlowPolicy.CONFLATE,
            SlowPolicy.DROP,
            SlowPolicy.DISCONNECT);
    private static final List<List<Matcher>> GRANTS = List.of(
            List.of(),
            List.of(),
            List.of(Matcher.parse("*")),
            List.of(Matcher.parse("a/{x}")),
            List.of(Matcher.parse("b/2"), Matcher.parse("c")));

    private static SubscribeRequest to(String... matchers) {
        return SubscribeRequest.to(
                List.of(matchers).stream().map(Matcher::parse).toArray(Matcher[]::new));
    }

    static Setting by(Chance chance) {
        int subscribers = chance.between(4, 8);
        return new Setting(
                chance.oneOf(LogRoom.Kind.MEMORY, LogRoom.Kind.MEMORY, LogRoom.Kind.SHARED, LogRoom.Kind.FILE),
                retention(chance),
                limits(chance, subscribers),
                chance.oneIn(4) ? UnknownId.NOW : UnknownId.EARLIEST,
                subscribers,
                chance.oneIn(4) ? LARGE : SMALL,
                chance.oneIn(3),
                chance.oneOf(Temper.values()));
    }

    private static Retention retention(Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> new Retention(LONG, AMPLE_BYTES, AMPLE_EVENTS);
            case 1 -> new Retention(Duration.ofSeconds(5), AMPLE_BYTES, AMPLE_EVENTS);
            case 2 -> new Retention(LONG, 65_536, AMPLE_EVENTS);
            default -> new Retention(LONG, AMPLE_BYTES, chance.between(5, 40));
        };
    }

    private static HubLimits limits(Chance chance, int subscribers) {
        return HubLimits.standard()
                .with()
                .maxDataBytes(8_192)
                .maxSubscriptions(chance.oneIn(4) ? subscribers - 1 : subscribers)
                .maxQueuedPublications(chance.oneOf(4, 16, 64))
                .maxQueuedBytes(chance.oneOf(8_192, 65_536))
                .maxBatch(chance.oneOf(1, 3, 16))
                .maxWindowBytes(65_536)
                .maxLoopBehindBytes(chance.oneOf(4_096, 16_384))
                .maxDrainBytes(chance.oneOf(1_024, 4_096))
                .maxTurnWrites(chance.between(1, 6))
                .maxReadEntries(chance.between(1, 8))
                .maxPinnedBytes(65_536)
                .slow(new SlowRule(
                        chance.oneOf(SlowPolicy.CATCH_UP, SlowPolicy.CONFLATE),
                        chance.oneOf(4_096, 16_384, 65_536),
                        Duration.ofSeconds(chance.between(1, 8))))
                .maxReplayBytes(chance.oneIn(4) ? 4_096 : 1 << 20)
                .stalledAfter(Duration.ofSeconds(chance.between(2, 8)))
                .heartbeat(Duration.ofSeconds(5))
                .idempotencyAge(Duration.ofSeconds(chance.oneOf(4, 600)))
                .maxIdempotencyKeys(chance.oneOf(6, 1_000))
                .build();
    }

    /// What becomes of who asks so when it is too slow.
    SlowPolicy policyOf(SubscribeRequest request) {
        return request.slow() == SlowPolicy.AS_CONFIGURED ? limits.slow().policy() : request.slow();
    }

    Subscriber.Traits subscriber(Chance chance, String name) {
        var request = (isAlike ? REQUESTS.getFirst() : chance.oneOf(REQUESTS))
                .withSignals(chance.oneOf(Signals.ON, Signals.ON, Signals.ALL, Signals.ALL, Signals.OFF))
                .whenSlow(chance.oneOf(POLICIES));
        return new Subscriber.Traits(
                name,
                request,
                isAlike ? GRANTS.getFirst() : chance.oneOf(GRANTS),
                chance.oneIn(3) ? chance.between(1, 60_000) : chance.between(1, 3_000),
                isAlike ? Framing.PLAIN : chance.oneOf(Framing.values()));
    }
}
