package dev.spate.server.internal.netty;

import dev.spate.hub.CloseReason;
import dev.spate.hub.Subscription;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts what it is told.
///
/// Thread-safe: its loop counts, the test asks.
final class CountingSubscription implements Subscription {
    private final AtomicInteger writable = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    int writable() {
        return writable.get();
    }

    int closed() {
        return closed.get();
    }

    @Override
    public String id() {
        return "id";
    }

    @Override
    public void onWritable() {
        writable.incrementAndGet();
    }

    @Override
    public void onSinkClosed() {
        closed.incrementAndGet();
    }

    @Override
    public void close(CloseReason reason) {}
}
