package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import dev.spate.hub.ConnectionPage;
import dev.spate.hub.ConnectionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// Looks at the subscriptions of all loops, and ends one of them. There is no list of them beside those of the loops,
/// so both go through all, each loop its own. Thread-safe: immutable, of thread-safe parts.
///
/// @param senders those whose subscriptions they are
public record Connections(Senders senders) {
    /// @return completes with the page
    public CompletionStage<ConnectionPage> list(ConnectionQuery query) {
        var gathered = new ArrayList<CompletableFuture<Slowest>>();
        for (var sender : senders.all()) {
            var slowest = new Slowest(sender, query);
            gathered.add(RosterWalk.through(sender, slowest::visit).thenApply(nothing -> slowest));
        }
        return all(gathered)
                .thenApply(nothing -> Slowest.page(
                        gathered.stream().map(CompletableFuture::join).toList(), query.limit()));
    }

    /// Ends a subscription, telling it why.
    ///
    /// @param id as [dev.spate.hub.Subscription#id()] says it
    /// @return completes with whether there was one of this id
    public CompletionStage<Boolean> disconnect(String id, CloseReason reason) {
        var isFound = new AtomicBoolean();
        return ConnectionId.parse(id)
                .map(wanted -> all(senders.all().stream()
                        .map(sender -> RosterWalk.through(sender, subscription -> {
                            if (subscription.isNamed(wanted) && !isFound.getAndSet(true)) {
                                subscription.close(reason);
                            }
                        }))
                        .toList()))
                .orElseGet(() -> CompletableFuture.completedFuture(null))
                .thenApply(nothing -> isFound.get());
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture<?>[]::new));
    }
}
