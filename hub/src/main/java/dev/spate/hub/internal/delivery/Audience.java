package dev.spate.hub.internal.delivery;

import static java.util.Objects.requireNonNull;

import dev.spate.hub.Framing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The subscriptions of one sender that are to get exactly the same bytes: equal filters, equal framing. What one
/// of them lacks is built once for all of them.
///
/// Its members are those that are LIVE. They are walked from the last to the first, so that one may leave, the last
/// taking its place, without anybody being passed over; the cursor of each keeps it from being served twice.
///
/// Owner: the delivery loop of its sender.
final class Audience {
    private final Filter filter;
    private final Framing framing;
    private final List<WindowEntry> run = new ArrayList<>();
    private @Nullable LiveSubscription[] members = new LiveSubscription[2];
    private int liveCount;
    private int subscriptionCount;
    private long runOffset;

    Audience(Filter filter, Framing framing) {
        this.filter = filter;
        this.framing = framing;
    }

    Filter filter() {
        return filter;
    }

    Framing framing() {
        return framing;
    }

    /// Counts a subscription in, whatever its state.
    void enter() {
        subscriptionCount++;
    }

    /// Counts a subscription out.
    ///
    /// @return whether nobody is left
    boolean leave() {
        subscriptionCount--;
        return subscriptionCount == 0;
    }

    int liveCount() {
        return liveCount;
    }

    LiveSubscription member(int index) {
        return requireNonNull(members[index]);
    }

    void join(LiveSubscription subscription) {
        if (liveCount == members.length) {
            members = Arrays.copyOf(members, liveCount * 2);
        }
        members[liveCount] = subscription;
        subscription.seat = liveCount;
        liveCount++;
    }

    void part(LiveSubscription subscription) {
        int seat = subscription.seat;
        assert members[seat] == subscription;
        liveCount--;
        var last = member(liveCount);
        last.seat = seat;
        members[seat] = last;
        members[liveCount] = null;
        subscription.seat = -1;
    }

    /// Takes an entry of which a topic matched into the run of this turn.
    ///
    /// @return whether it is the first of the run
    boolean offer(WindowEntry entry) {
        if (liveCount == 0 || entry.offset() == runOffset || !filter.acceptsBeyondTopics(entry.traits())) {
            return false;
        }
        runOffset = entry.offset();
        run.add(entry);
        return run.size() == 1;
    }

    /// What is to be sent to every live member in this turn.
    List<WindowEntry> run() {
        return run;
    }
}
