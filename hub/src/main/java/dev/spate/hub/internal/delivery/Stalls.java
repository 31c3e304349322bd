package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import java.util.LinkedHashSet;
import java.util.List;

/// Those of a sender whose sinks take nothing, by how long ago they took their last byte, the longest first: when
/// they are given up, and who of them first.
///
/// Owner: the delivery loop of its sender.
final class Stalls {
    private final Sender sender;
    private final Pinned pinned;
    private final LinkedHashSet<LiveSubscription> longestFirst = new LinkedHashSet<>();

    Stalls(Sender sender, Pinned pinned) {
        this.sender = sender;
        this.pinned = pinned;
    }

    void add(LiveSubscription subscription) {
        longestFirst.add(subscription);
    }

    void remove(LiveSubscription subscription) {
        longestFirst.remove(subscription);
    }

    /// To be called once a second: closes those that have not taken a byte for longer than the hub allows.
    void closeThoseWhoTakeNothing() {
        for (var subscription : List.copyOf(longestFirst)) {
            sender.attempt(subscription, this::closeIfTooLong);
        }
    }

    /// Past the hub's limit, each loop that pins something sends away who has stalled there the longest.
    void closeThosePinningTooMuch() {
        long limit = sender.limits().maxPinnedBytes();
        while (pinned.bytes() > 0 && !longestFirst.isEmpty() && sender.tally().pinnedBytes() > limit) {
            sender.attempt(longestFirst.getFirst(), this::closeSlow);
        }
    }

    private void closeIfTooLong(LiveSubscription subscription) {
        if (subscription.hasMoved()) {
            longestFirst.remove(subscription);
            longestFirst.add(subscription);
        } else if (subscription.stalledSeconds()
                >= sender.limits().stalledAfter().toSeconds()) {
            closeSlow(subscription);
        }
    }

    private void closeSlow(LiveSubscription subscription) {
        sender.tally().closedSlow.increment();
        subscription.abort(CloseReason.SLOW);
    }
}
