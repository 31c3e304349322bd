package dev.spate.client;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A body that one thread reads as it comes. A piece is asked for only when the reader waits for it: a slow reader
/// slows the sender down, and memory holds one piece.
///
/// Thread-safe: the HTTP client fills it, one thread reads it, any thread cancels it.
final class StreamBody implements HttpResponse.BodySubscriber<StreamBody> {

    /// Stands for "no limit".
    static final Duration FOREVER = Duration.ZERO;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Flow.@Nullable Subscription subscription;
    private @Nullable List<ByteBuffer> piece;
    private @Nullable Throwable failure;
    private boolean isRequested;
    private boolean isEnded;

    @Override
    public CompletionStage<StreamBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    /// Waits for the next piece.
    ///
    /// @param patience how long to wait, or [#FOREVER]
    /// @return the bytes; empty at the end of the body, or once it is cancelled
    /// @throws HttpTimeoutException if nothing came for so long
    /// @throws IOException if the connection broke
    Optional<List<ByteBuffer>> next(Duration patience) throws IOException, InterruptedException {
        request();
        lock.lockInterruptibly();
        try {
            await(patience);
            return take();
        } finally {
            lock.unlock();
        }
    }

    /// Gives the rest of the body up, and with it the connection. May be called more than once.
    void cancel() {
        Flow.Subscription from;
        lock.lock();
        try {
            isEnded = true;
            piece = null;
            failure = null;
            from = subscription;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (from != null) {
            from.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        boolean isCancelled;
        boolean isAwaited;
        lock.lock();
        try {
            isCancelled = isEnded;
            isAwaited = isRequested;
            subscription = newSubscription;
        } finally {
            lock.unlock();
        }
        if (isCancelled) {
            newSubscription.cancel();
        } else if (isAwaited) {
            newSubscription.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        lock.lock();
        try {
            isRequested = false;
            piece = isEnded ? null : buffers;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onError(Throwable cause) {
        end(cause);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable cause) {
        lock.lock();
        try {
            failure = isEnded ? null : cause;
            isEnded = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Asks for one more piece unless one is there or on its way.
    private void request() {
        Flow.Subscription from = null;
        lock.lock();
        try {
            if (piece == null && !isRequested && !isEnded) {
                isRequested = true;
                from = subscription;
            }
        } finally {
            lock.unlock();
        }
        if (from != null) {
            from.request(1);
        }
    }

    private void await(Duration patience) throws HttpTimeoutException, InterruptedException {
        long nanos = patience.toNanos();
        while (piece == null && !isEnded) {
            if (patience.equals(FOREVER)) {
                changed.await();
            } else if (nanos <= 0) {
                throw new HttpTimeoutException("no byte for " + patience);
            } else {
                nanos = changed.awaitNanos(nanos);
            }
        }
    }

    private Optional<List<ByteBuffer>> take() throws IOException {
        Optional<List<ByteBuffer>> taken = Optional.ofNullable(piece);
        piece = null;
        if (taken.isEmpty() && failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        return taken;
    }
}
