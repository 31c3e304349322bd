package dev.spate.hub.internal.delivery;

import dev.spate.hub.ConnectionState.Phase;

/// What a subscription is doing.
///
/// | from        | to          | when                                                                     |
/// |-------------|-------------|--------------------------------------------------------------------------|
/// | (attach)    | CATCHING_UP | it has been registered; its cursor is where it wants to begin            |
/// | CATCHING_UP | LIVE        | its cursor has reached the sender's position                             |
/// | LIVE        | LAGGING     | there is something for it, and its sink takes nothing; or the sender fell |
/// |             |             | behind the window                                                        |
/// | LAGGING     | LIVE        | its cursor has reached the sender's position                             |
/// | any         | CLOSED      | once, by whichever exit comes first                                      |
///
/// Thread-safe: immutable.
enum SubscriptionState {
    /// Reads from its cursor, for the first time.
    CATCHING_UP,
    /// Has everything up to its sender's position.
    LIVE,
    /// Reads from its cursor, having been live before.
    LAGGING,
    /// Has ended.
    CLOSED;

    boolean mayBecome(SubscriptionState next) {
        return switch (this) {
            case CATCHING_UP, LAGGING -> next == LIVE || next == CLOSED;
            case LIVE -> next == LAGGING || next == CLOSED;
            case CLOSED -> false;
        };
    }

    /// What is said of it to others. One that has ended is not spoken of.
    Phase phase() {
        return switch (this) {
            case CATCHING_UP -> Phase.CATCHING_UP;
            case LIVE -> Phase.LIVE;
            case LAGGING -> Phase.LAGGING;
            case CLOSED -> throw new IllegalStateException("subscription: closed (expected: one that has not ended)");
        };
    }
}
