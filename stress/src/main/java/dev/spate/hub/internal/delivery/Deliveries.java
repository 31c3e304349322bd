package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.HubLimits;
import dev.spate.hub.HubListener;
import dev.spate.hub.Principal;
import dev.spate.hub.Retention;
import dev.spate.hub.UnknownId;
import dev.spate.hub.internal.log.MemoryEventLog;
import java.time.Instant;
import java.util.Random;

/// The senders of these tests. Nobody has subscribed: they only move on. Thread-safe: stateless.
final class Deliveries {
    /// Nothing is behind the window.
    private static final MemoryEventLog EMPTY =
            new MemoryEventLog(Retention.forMemory(), () -> Instant.EPOCH, new Random(1), Runnable::run);

    private static final Delivery.Endings UNTOLD = new Delivery.Endings() {
        @Override
        public void ended(Principal principal, CloseReason reason) {}

        @Override
        public void lost(int count) {}
    };

    private Deliveries() {}

    static Sender sender(DeliveryLoop loop, Window window) {
        var delivery = new Delivery(
                HubLimits.standard(),
                EMPTY,
                Runnable::run,
                window,
                () -> 0,
                UnknownId.NOW,
                new Tally(),
                new HubListener() {},
                UNTOLD,
                () -> {});
        return new Sender(loop, delivery, ended -> {});
    }
}
