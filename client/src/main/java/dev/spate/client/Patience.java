package dev.spate.client;

import java.time.Duration;

/// How often and for how long something is tried again.
///
/// Owner: the thread that tries.
final class Patience {

    private final Transport transport;
    private final PublisherOptions options;
    private long begunNanos;
    private int failures;

    Patience(Transport transport, PublisherOptions options) {
        this.transport = transport;
        this.options = options;
        this.begunNanos = options.ticker().nanos();
    }

    /// Begins anew: something has got through.
    void renew() {
        begunNanos = options.ticker().nanos();
        failures = 0;
    }

    /// Waits before the next attempt.
    ///
    /// @throws PublishException if that would take longer than there is patience, or everything has been closed
    void await(Reply.NotNow reply) throws PublishException, InterruptedException {
        failures++;
        Duration delay = options.backoff().delay(reply.retryAfter(), failures, options.random());
        long spentNanos = options.ticker().nanos() - begunNanos;
        boolean isOver = options.patience().minusNanos(spentNanos).compareTo(delay) < 0;
        if (!isOver) {
            options.retries().onRetry(Failures.describe(reply.why()), delay);
        }
        if (isOver || !transport.pause(delay)) {
            throw new PublishException(Failures.describe(reply.why()), reply.why());
        }
    }
}
