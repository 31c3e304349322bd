package dev.spate.testkit.simulation;

import dev.spate.hub.CloseReason;
import dev.spate.hub.HubListener;
import dev.spate.hub.Principal;
import dev.spate.hub.Signals;

/// Hears what the hub tells.
///
/// Owner: the simulation's thread.
final class Witness implements HubListener {
    private final World world;

    Witness(World world) {
        this.world = world;
    }

    @Override
    public void onClosed(Principal principal, CloseReason reason) {
        world.subscriber(principal).onClosed(reason);
    }

    @Override
    public void onGap(Principal principal, String reason) {
        world.coverage()
                .saw(
                        switch (reason) {
                            case "expired" -> Sight.GAP_EXPIRED;
                            case "epoch" -> Sight.GAP_EPOCH;
                            case "slow" -> Sight.GAP_SLOW;
                            case "unknown-id" -> Sight.GAP_UNKNOWN_ID;
                            default -> throw world.failed(new Violation("gap for " + reason));
                        });
        var subscriber = world.subscriber(principal);
        if (subscriber.wants().request().signals() == Signals.OFF) {
            world.coverage().saw(Sight.GAP_UNSAID);
            subscriber.onGap(reason);
        }
    }

    @Override
    public void onLogFailure(Throwable failure) {
        if (!world.logs().mayFail() && !world.isClosed()) {
            world.failed(new Violation("the log failed: " + failure));
        }
    }

    @Override
    public void onSinkFailure(Principal principal, Throwable failure) {
        world.failed(new Violation(principal.name() + ": its sink threw " + failure));
    }

    @Override
    public void onUndecided(Principal principal, Throwable failure) {
        world.failed(new Violation(principal.name() + ": undecided, " + failure));
    }

    @Override
    public void onFatal(Throwable failure) {
        if (failure instanceof Seat.Cut) {
            return;
        }
        world.failed(failure instanceof Violation violation ? violation : new Violation("fatal: " + failure));
    }
}
