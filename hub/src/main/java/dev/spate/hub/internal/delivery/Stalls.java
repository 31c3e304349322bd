package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import java.util.LinkedHashMap;
import java.util.List;

/// Those of a sender whose sinks take nothing, by how long ago they took their last byte, the longest first: when
/// they are given up, and who of them first.
///
/// Owner: the delivery loop of its sender.
final class Stalls {
    private final Sender sender;
    private final Delivery delivery;
    private final Pinned pinned;
    private final LinkedHashMap<LiveSubscription, Stall> longestFirst = new LinkedHashMap<>();

    /// @param since the second of the first tick after it took its last byte: by the last one before that it would be
    ///   given up too early, where the loop is late; [#UNDATED] until then
    /// @param pendingBytes how many bytes waited in it when it was last looked at
    private record Stall(int since, long pendingBytes) {
        static final int UNDATED = -1;
    }

    Stalls(Sender sender, Delivery delivery, Pinned pinned) {
        this.sender = sender;
        this.delivery = delivery;
        this.pinned = pinned;
    }

    void add(LiveSubscription subscription) {
        longestFirst.putLast(subscription, new Stall(Stall.UNDATED, subscription.pendingBytes()));
    }

    void remove(LiveSubscription subscription) {
        longestFirst.remove(subscription);
    }

    /// To be called once a second: closes those that have not taken a byte for longer than the hub allows.
    void closeThoseWhoTakeNothing() {
        for (var subscription : List.copyOf(longestFirst.keySet())) {
            sender.attempt(subscription, this::closeIfTooLong);
        }
    }

    /// Past the hub's limit, each loop that pins something sends away who has stalled there the longest.
    void closeThosePinningTooMuch() {
        long limit = delivery.limits().maxPinnedBytes();
        while (pinned.bytes() > 0 && !longestFirst.isEmpty() && delivery.tally().pinnedBytes() > limit) {
            sender.attempt(longestFirst.firstEntry().getKey(), this::closeSlow);
        }
    }

    private void closeIfTooLong(LiveSubscription subscription) {
        if (sender.stragglers().isToBeDisconnected(subscription)) {
            sender.stragglers().disconnect(subscription);
            return;
        }
        var stall = longestFirst.get(subscription);
        if (stall == null) {
            return;
        }
        long pending = subscription.pendingBytes();
        if (pending < stall.pendingBytes()) {
            longestFirst.putLast(subscription, new Stall(sender.second(), pending));
        } else if (stall.since() == Stall.UNDATED) {
            longestFirst.put(subscription, new Stall(sender.second(), pending));
        } else if (sender.second() - stall.since()
                >= delivery.limits().stalledAfter().toSeconds()) {
            closeSlow(subscription);
        } else if (pending > stall.pendingBytes()) {
            longestFirst.put(subscription, new Stall(stall.since(), pending));
        }
    }

    private void closeSlow(LiveSubscription subscription) {
        delivery.tally().closedSlow.increment();
        subscription.abort(CloseReason.SLOW);
    }
}
