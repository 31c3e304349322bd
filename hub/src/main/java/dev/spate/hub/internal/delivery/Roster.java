package dev.spate.hub.internal.delivery;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Everybody on one loop. One that leaves is replaced by the last one, so that who goes through it from the last to the
/// first passes nobody over, though others come and go meanwhile; somebody may be seen twice.
///
/// Owner: the delivery loop of its sender.
final class Roster {
    private static final int FIRST_SEATS = 16;

    private @Nullable LiveSubscription[] all = new LiveSubscription[FIRST_SEATS];
    private int size;

    int size() {
        return size;
    }

    LiveSubscription at(int index) {
        return requireNonNull(all[index]);
    }

    void add(LiveSubscription subscription) {
        if (size == all.length) {
            all = Arrays.copyOf(all, 2 * size);
        }
        all[size] = subscription;
        subscription.place = size;
        size++;
    }

    void remove(LiveSubscription subscription) {
        assert at(subscription.place) == subscription;
        size--;
        var last = at(size);
        all[subscription.place] = last;
        last.place = subscription.place;
        all[size] = null;
        if (size >= FIRST_SEATS && size < all.length / 4) {
            all = Arrays.copyOf(all, all.length / 2);
        }
    }
}
