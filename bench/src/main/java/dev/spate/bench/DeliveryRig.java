package dev.spate.bench;

import dev.spate.hub.CloseReason;
import dev.spate.hub.Decision;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import dev.spate.hub.UnknownId;
import dev.spate.hub.internal.delivery.Census;
import dev.spate.hub.internal.delivery.Delivery;
import dev.spate.hub.internal.delivery.Door;
import dev.spate.hub.internal.delivery.Senders;
import dev.spate.hub.internal.delivery.Starts;
import dev.spate.hub.internal.delivery.Tail;
import dev.spate.hub.internal.delivery.Tally;
import dev.spate.hub.internal.delivery.Window;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.FakeTicker;
import dev.spate.testkit.ManualLoop;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// The way of a publication through a hub as it is, from the log to the sinks, with one loop that the benchmark turns
/// by hand. HTTP and the sequencer's thread are left out.
///
/// Owner: the benchmark's thread.
final class DeliveryRig {
    private static final long SEED = 1;
    private static final Decision.Allowed ALLOWED = new Decision.Allowed(List.of());

    private final ManualLoop loop = new ManualLoop();
    private final CountingSink sink = new CountingSink();
    private final MemoryEventLog log;
    private final Senders senders;
    private final Door door;
    private long turns;
    private long blocksBefore;

    DeliveryRig() {
        var limits = HubLimits.standard();
        var retention = new Retention(Duration.ofHours(1), 1L << 20, 1_000);
        log = new MemoryEventLog(retention, new FakeClock(), new Random(SEED), Runnable::run);
        var window = new Window(0, limits.maxWindowBytes(), 2 * limits.maxLoopBehindBytes(), new FakeTicker());
        var delivery = new Delivery(
                limits,
                log,
                Runnable::run,
                window,
                new FakeTicker(),
                UnknownId.EARLIEST,
                new Tally(),
                new HubListener() {},
                new NobodyEnds(),
                () -> {});
        senders = new Senders(delivery);
        var tail = new Tail();
        log.tail(tail);
        tail.begin(window, senders, log);
        door = new Door(
                delivery,
                new Starts(log, window, UnknownId.EARLIEST, new FakeClock()),
                senders,
                new Census(new HubListener() {}));
    }

    void subscribe(Matcher matcher) {
        var request = SubscribeRequest.to(matcher);
        var result = door.admit(Principal.ANONYMOUS, request, ALLOWED)
                .toCompletableFuture()
                .join();
        if (result instanceof SubscribeResult.Admitted(var admission)) {
            loop.run(() -> admission.attach(sink, loop));
            loop.runAll();
        } else {
            throw new IllegalStateException("subscription: " + result + " (expected: admitted)");
        }
    }

    /// Brings one publication to everybody who asked for it.
    void deliver(Publication publication) {
        deliver(List.of(publication));
    }

    /// Brings publications to everybody who asked for them, in one turn of the loop.
    void deliver(List<Publication> publications) {
        turns++;
        log.append(publications);
        loop.runAll();
    }

    CountingSink sink() {
        return sink;
    }

    /// What is delivered before does not count: every stream begins with some words of its own.
    void startCounting() {
        turns = 0;
        blocksBefore = sink.blocks();
    }

    /// A benchmark that delivers something else than it says measures nothing.
    ///
    /// @param blocks how many each turn has to bring
    void requireDeliveries(long blocks) {
        long delivered = sink.blocks() - blocksBefore;
        if (delivered != turns * blocks) {
            throw new IllegalStateException(
                    "blocks: " + delivered + " in " + turns + " turns (expected: " + blocks + " a turn)");
        }
    }

    /// Nothing ends while it is measured. Thread-safe: stateless.
    private static final class NobodyEnds implements Delivery.Endings {
        @Override
        public void ended(Principal principal, CloseReason reason) {
            throw new IllegalStateException("subscription: ended, " + reason + " (expected: to live on)");
        }

        @Override
        public void lost(int count) {}
    }
}
