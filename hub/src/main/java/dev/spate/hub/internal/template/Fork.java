package dev.spate.hub.internal.template;

/// Leads to two states without a symbol: SPLIT.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Fork<T> extends State<T> {
    private final State<T> one;
    private final State<T> other;

    Fork(State<T> one, State<T> other) {
        this.one = one;
        this.other = other;
    }

    @Override
    void pass(Walk<T> walk) {
        walk.reach(one);
        walk.reach(other);
    }

    @Override
    void take(int symbol, Walk<T> walk) {
        // Takes none.
    }
}
