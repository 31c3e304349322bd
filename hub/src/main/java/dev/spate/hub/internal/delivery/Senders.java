package dev.spate.hub.internal.delivery;

import dev.spate.hub.DeliveryLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// The senders of a hub, one for each delivery loop that subscriptions live on. A sender ends when nobody is left
/// on its loop, or when its loop does; another is made for the next subscription there. Thread-safe.
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
            sender = new Sender(loop, delivery, this::forget);
            byLoop.put(loop, sender);
            all.add(sender);
            // What came out of the tail while it was not in the list yet.
            sender.wake();
        }
        return sender;
    }

    /// @return those that there are now
    List<Sender> all() {
        return List.copyOf(all);
    }

    /// Wakes each of them once.
    public void wake() {
        for (var sender : all) {
            sender.wake();
        }
    }

    /// Finds out which loops have ended. To be called now and then: a loop may end with a turn in its queue, and
    /// would not be woken again because of it.
    public void findEnded() {
        for (var sender : all) {
            sender.execute(() -> {});
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

    /// Sends everybody away, each as soon as it has everything.
    public void drainAll(Sender.Farewell words) {
        for (var sender : all) {
            sender.execute(() -> sender.drainAll(words));
        }
    }

    /// Gives up everybody who is left.
    ///
    /// @return completes once that is done on every loop that has not ended
    public CompletableFuture<Void> abortAll() {
        return CompletableFuture.allOf(all.stream().map(Senders::abort).toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<Void> abort(Sender sender) {
        var aborted = new CompletableFuture<Void>();
        boolean isTaken = sender.execute(() -> {
            sender.abortAll();
            aborted.complete(null);
        });
        if (!isTaken) {
            aborted.complete(null);
        }
        return aborted;
    }

    private void forget(Sender sender) {
        byLoop.remove(sender.loop(), sender);
        all.remove(sender);
    }
}
