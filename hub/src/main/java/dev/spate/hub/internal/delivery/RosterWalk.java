package dev.spate.hub.internal.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Goes through everybody on one loop, a few at a time, letting others through in between. Who comes meanwhile is not
/// visited; who is there all the time is, perhaps twice.
///
/// Owner: the delivery loop of its sender; the future may be used by any thread.
final class RosterWalk {
    /// The most that are visited in one task.
    static final int SLICE = 512;

    private final Sender sender;
    private final Consumer<LiveSubscription> visitor;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private int left;

    private RosterWalk(Sender sender, Consumer<LiveSubscription> visitor) {
        this.sender = sender;
        this.visitor = visitor;
    }

    /// May be called by any thread.
    ///
    /// @return completes, on the loop, when everybody has been visited; elsewhere if the loop has ended
    static CompletableFuture<Void> through(Sender sender, Consumer<LiveSubscription> visitor) {
        var walk = new RosterWalk(sender, visitor);
        walk.goOnIf(sender.execute(walk::begin));
        return walk.end;
    }

    private void begin() {
        left = sender.roster().size();
        visitSome();
    }

    private void visitSome() {
        var roster = sender.roster();
        left = Math.min(left, roster.size());
        for (int count = 0; count < SLICE && left > 0; count++) {
            left--;
            visitor.accept(roster.at(left));
            left = Math.min(left, roster.size());
        }
        if (left > 0) {
            goOnIf(sender.executeAfterOthers(this::visitSome));
        } else {
            end.complete(null);
        }
    }

    /// Where the loop has ended, so has everybody on it.
    private void goOnIf(boolean isTaken) {
        if (!isTaken) {
            end.complete(null);
        }
    }
}
