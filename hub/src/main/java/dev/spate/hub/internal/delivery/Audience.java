package dev.spate.hub.internal.delivery;

import static java.util.Objects.requireNonNull;

import dev.spate.hub.Framing;
import dev.spate.hub.Visibility;
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
    private static final int FIRST_SEATS = 4;

    private final String text;
    private final Filter filter;
    private final Framing framing;
    private final boolean isByTopicAlone;
    // Where many topics have one subscriber each, every object that is looked at is missing from the processor's
    // caches: a lone member and a lone entry stand here themselves.
    private @Nullable LiveSubscription lone;
    private @Nullable LiveSubscription @Nullable [] members;
    private int liveCount;
    private int subscriptionCount;
    private @Nullable WindowEntry first;
    private @Nullable List<WindowEntry> others;
    private int runLength;
    private long lastOffset;

    /// @param text what tells it from other audiences
    Audience(String text, Filter filter, Framing framing) {
        this.text = text;
        this.filter = filter;
        this.framing = framing;
        this.isByTopicAlone = filter.isByTopicAlone();
    }

    String text() {
        return text;
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

    /// @return whether there are others of its kind
    boolean isShared() {
        return subscriptionCount > 1;
    }

    int liveCount() {
        return liveCount;
    }

    LiveSubscription member(int index) {
        return requireNonNull(members == null ? lone : members[index]);
    }

    void join(LiveSubscription subscription) {
        if (members == null && liveCount > 0) {
            members = new LiveSubscription[FIRST_SEATS];
            members[0] = lone;
            lone = null;
        }
        sit(subscription, liveCount);
        liveCount++;
    }

    /// The last one takes the seat that becomes free.
    void part(LiveSubscription subscription) {
        int seat = subscription.seat;
        assert member(seat) == subscription;
        liveCount--;
        sit(member(liveCount), seat);
        if (members == null) {
            lone = null;
        } else {
            members[liveCount] = null;
        }
        subscription.seat = -1;
    }

    /// Takes an entry of which a topic matched into the run of this turn.
    ///
    /// @return whether it is the first of the run
    boolean offer(WindowEntry entry) {
        if (liveCount == 0 || entry.offset() == lastOffset || !accepts(entry.traits())) {
            return false;
        }
        lastOffset = entry.offset();
        if (runLength == 0) {
            first = entry;
        } else {
            others = others == null ? new ArrayList<>() : others;
            others.add(entry);
        }
        runLength++;
        return runLength == 1;
    }

    /// @return how many entries are to be sent to every live member in this turn
    int runLength() {
        return runLength;
    }

    /// @return the offset of the last entry of the run
    long lastOffset() {
        return lastOffset;
    }

    /// Gathers the bytes of the run.
    void addRunTo(BlockBuilder builder) {
        builder.add(requireNonNull(first).wire());
        for (int index = 0; index < runLength - 1; index++) {
            builder.add(requireNonNull(others).get(index).wire());
        }
    }

    /// The run has been sent.
    void clearRun() {
        first = null;
        runLength = 0;
        if (others != null) {
            others.clear();
        }
    }

    private boolean accepts(Traits traits) {
        boolean isPublic = traits.visibility() == Visibility.PUBLIC;
        return (isByTopicAlone && isPublic) || filter.acceptsBeyondTopics(traits);
    }

    private void sit(LiveSubscription subscription, int seat) {
        if (members == null) {
            lone = subscription;
        } else {
            if (seat == members.length) {
                members = Arrays.copyOf(members, 2 * seat);
            }
            members[seat] = subscription;
        }
        subscription.seat = seat;
    }
}
