package dev.spate.hub.internal.delivery;

/// How much a sender does before it lets others through. Thread-safe: immutable.
///
/// A walk to all subscriptions is cut into several turns, so that what publishers send meanwhile gets in, is answered,
/// and leaves with the next walk: the more of that, the fewer writes for each event. But what comes in faster than
/// subscribers read makes all of it late, so the turns of a long walk are not as short as they could be.
///
/// @param most the most writes of a turn
record TurnLength(int most) {
    private static final int TURNS_A_WALK = 8;
    private static final int LEAST = 32;

    /// @param subscriptions how many there are to walk to
    /// @return how many writes a turn has
    int writes(int subscriptions) {
        return Math.min(most, Math.max(LEAST, subscriptions / TURNS_A_WALK));
    }
}
