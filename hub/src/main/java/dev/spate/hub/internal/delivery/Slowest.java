package dev.spate.hub.internal.delivery;

import dev.spate.hub.ConnectionPage;
import dev.spate.hub.ConnectionQuery;
import dev.spate.hub.ConnectionState;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The slowest of one loop: as many as a page needs, and one more, so that it can be said whether there is another.
///
/// Owner: the delivery loop of its sender; once that has gone through everybody, whoever puts the page together.
final class Slowest {
    private static final Comparator<Rank> SLOWEST_FIRST =
            Comparator.comparingLong(Rank::bytes).reversed().thenComparing(Rank::id);

    private final Sender sender;
    private final @Nullable Rank after;
    private final int most;
    private final TreeSet<Found> found = new TreeSet<>(Comparator.comparing(Found::rank, SLOWEST_FIRST));
    private final Set<ConnectionId> ids = new HashSet<>();
    private long lagOffset = -1;
    private Lag lag = Lag.NONE;

    /// Where one stands in the list. Its text is `<bytes>.<id>`.
    private record Rank(long bytes, ConnectionId id) {
        static @Nullable Rank parse(String text) {
            int dot = text.indexOf('.');
            return dot < 0
                    ? null
                    : ConnectionId.parse(text.substring(dot + 1))
                            .map(id -> new Rank(Long.parseLong(text.substring(0, dot)), id))
                            .orElse(null);
        }

        String text() {
            return bytes + "." + id.text();
        }
    }

    private record Found(Rank rank, ConnectionState state) {}

    Slowest(Sender sender, ConnectionQuery query) {
        this.sender = sender;
        this.after = Rank.parse(query.after());
        this.most = query.limit() + 1;
    }

    /// Called on the loop, for everybody on it, for some perhaps twice.
    void visit(LiveSubscription subscription) {
        var now = lagAt(subscription.givenUpTo());
        var rank = new Rank(now.bytes(), subscription.connectionId());
        boolean isBefore = after != null && SLOWEST_FIRST.compare(rank, after) <= 0;
        boolean isTooFast =
                found.size() == most && SLOWEST_FIRST.compare(rank, found.last().rank()) >= 0;
        if (!isBefore && !isTooFast && ids.add(rank.id())) {
            found.add(new Found(rank, subscription.stateAt(now)));
            if (found.size() > most) {
                ids.remove(found.removeLast().rank().id());
            }
        }
    }

    /// Puts a page together out of what all loops have found.
    static ConnectionPage page(List<Slowest> all, int limit) {
        var merged = all.stream()
                .flatMap(one -> one.found.stream())
                .sorted(Comparator.comparing(Found::rank, SLOWEST_FIRST))
                .limit(limit + 1L)
                .toList();
        boolean isLast = merged.size() <= limit;
        var shown = isLast ? merged : merged.subList(0, limit);
        return new ConnectionPage(
                shown.stream().map(Found::state).toList(),
                isLast ? "" : shown.getLast().rank().text());
    }

    /// Most of them are in the same place.
    private Lag lagAt(long offset) {
        if (offset != lagOffset) {
            lagOffset = offset;
            lag = sender.delivery().window().lagAt(offset);
        }
        return lag;
    }
}
