package dev.spate.hub.internal.delivery;

import dev.spate.hub.DeliveryLoop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The senders of a hub, one for each delivery loop that a subscription ever lived on. Thread-safe.
public final class Senders {
    private final Delivery delivery;
    private final ConcurrentHashMap<DeliveryLoop, Sender> byLoop = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Sender> all = new CopyOnWriteArrayList<>();

    public Senders(Delivery delivery) {
        this.delivery = delivery;
    }

    /// The sender of a loop, made if it has none. Must be called on the loop.
    public Sender of(DeliveryLoop loop) {
        var sender = byLoop.get(loop);
        if (sender == null) {
            sender = new Sender(loop, delivery);
            byLoop.put(loop, sender);
            all.add(sender);
            // What came out of the tail while it was not in the list yet.
            sender.wake();
        }
        return sender;
    }

    /// Wakes each of them once.
    public void wake() {
        for (var sender : all) {
            sender.wake();
        }
    }

    /// How far the slowest loop is behind the window's newest entry.
    ///
    /// @return bytes, as the window counts them
    public long bytesBehind() {
        long taken = delivery.window().bytesTaken();
        long behind = 0;
        for (var sender : all) {
            behind = Math.max(behind, taken - sender.deliveredBytes());
        }
        return behind;
    }

    /// Sends everybody away who has everything, and whoever comes later.
    ///
    /// @param spreadMillis over how long they are to come back
    public void drainAll(long spreadMillis) {
        for (var sender : all) {
            sender.execute(() -> sender.drainAll(spreadMillis));
        }
    }

    /// Gives up everybody who is left.
    public void abortAll() {
        for (var sender : all) {
            sender.execute(sender::abortAll);
        }
    }
}
