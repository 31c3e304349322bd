package dev.spate.server.internal.http;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies that are being received may be held, of all connections together. Thread-safe.
public final class BodyBudget {
    private final long maxBytes;
    private final AtomicLong held = new AtomicLong();

    /// @param maxBytes the bound
    public BodyBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @param bytes how many more are to be held
    /// @return whether they may be; if not, nothing has changed
    public boolean reserve(long bytes) {
        if (held.addAndGet(bytes) > maxBytes) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /// @param bytes how many are held no longer
    public void release(long bytes) {
        long left = held.addAndGet(-bytes);
        assert left >= 0 : "held: " + left;
    }

    /// @return how many bytes are held now
    public long held() {
        return held.get();
    }

    /// @return that there is no room now
    public static Problem exhausted() {
        return Problem.of(ProblemKind.OVERLOADED, "body: no room now (expected: fewer bodies at once, come back later)")
                .with("Retry-After", "1");
    }
}
