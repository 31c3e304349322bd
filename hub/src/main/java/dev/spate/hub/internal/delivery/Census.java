package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import dev.spate.hub.HubListener;
import dev.spate.hub.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// How many subscriptions there are, and whether the last one has gone. Thread-safe.
public final class Census implements Delivery.Endings {
    private final HubListener listener;
    private final AtomicInteger inside = new AtomicInteger();
    private final CompletableFuture<Void> isOver = new CompletableFuture<>();
    /// Written once nobody new comes in, read by whoever counts somebody out.
    private volatile boolean isClosing;

    /// @param listener is told of every end
    public Census(HubListener listener) {
        this.listener = listener;
    }

    /// Counts one in.
    ///
    /// @return how many there are with it
    int enter() {
        return inside.incrementAndGet();
    }

    @Override
    public void ended(Principal principal, CloseReason reason) {
        try {
            listener.onClosed(principal, reason);
        } finally {
            lost(1);
        }
    }

    @Override
    public void lost(int count) {
        if (inside.addAndGet(-count) == 0 && isClosing) {
            isOver.complete(null);
        }
    }

    /// From now on it is over as soon as nobody is inside.
    public void endWithTheLast() {
        isClosing = true;
        if (inside.get() == 0) {
            isOver.complete(null);
        }
    }

    /// It is over, whoever is inside.
    public void end() {
        isOver.complete(null);
    }

    /// @return completes when it is over
    public CompletableFuture<Void> isOver() {
        return isOver;
    }

    /// @return live subscriptions
    public int inside() {
        return inside.get();
    }
}
