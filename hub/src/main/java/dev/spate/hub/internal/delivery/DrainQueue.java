package dev.spate.hub.internal.delivery;

import java.util.ArrayDeque;

/// Those who are behind and are to be drained, in the order in which their turn comes.
///
/// Owner: the delivery loop of its sender.
final class DrainQueue {
    private final Sender sender;
    private final ArrayDeque<LiveSubscription> ready = new ArrayDeque<>();
    private final ArrayDeque<LiveSubscription> ahead = new ArrayDeque<>();
    private int left;

    DrainQueue(Sender sender) {
        this.sender = sender;
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    /// Lets one be drained, unless it waits for that already.
    void add(LiveSubscription subscription) {
        if (!subscription.isReady && !subscription.isClosed()) {
            subscription.isReady = true;
            ready.addLast(subscription);
            sender.wake();
        }
    }

    /// One that is ahead of the sender waits until the next range has gone out.
    void addAhead(LiveSubscription subscription) {
        subscription.isReady = true;
        ahead.addLast(subscription);
    }

    /// The sender has gone on.
    void rangeIsOut() {
        ready.addAll(ahead);
        ahead.clear();
    }

    /// Drains each of those who wait now, as far as the budget goes; the first of them in any case.
    ///
    /// @param budget in writes
    /// @return what is left of it
    int drain(int budget) {
        left = budget;
        for (int waiting = ready.size(); waiting > 0 && left > 0; waiting--) {
            var subscription = ready.removeFirst();
            subscription.isReady = false;
            left--;
            sender.bringOn(subscription);
        }
        return Math.max(0, left);
    }

    /// The one who is being drained does what costs more than a write.
    ///
    /// @param writes how many writes that is worth
    void spend(int writes) {
        left -= writes;
    }
}
