package dev.spate.client;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Lets callbacks through until it is closed, and none after that. The lock is not held while a callback runs.
///
/// Thread-safe.
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isLeft = lock.newCondition();
    private boolean isClosed;
    private @Nullable Thread inside;

    /// Runs the callback, unless this is closed.
    ///
    /// @return whether it is still open
    boolean pass(Runnable callback) {
        if (!enter()) {
            return false;
        }
        try {
            callback.run();
        } finally {
            leave();
        }
        return !isClosed();
    }

    /// Closes, and waits for a callback that is running, unless this is called from it. An interrupt ends the wait.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            while (inside != null && !inside.equals(Thread.currentThread())) {
                isLeft.await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            inside = isClosed ? null : Thread.currentThread();
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inside = null;
            isLeft.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
