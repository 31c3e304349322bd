package dev.spate.hub.internal.delivery;

import dev.spate.hub.Subscription;

/// A look at what a subscription is doing, for the simulation.
public final class Peek {
    private Peek() {}

    /// @return the name of its state
    public static String state(Subscription subscription) {
        return ((LiveSubscription) subscription).state().name();
    }
}
