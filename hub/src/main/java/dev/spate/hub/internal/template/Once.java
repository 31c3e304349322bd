package dev.spate.hub.internal.template;

/// Takes one symbol, within an expression: ONE.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Once<T> extends State<T> {
    private final int symbol;
    private State<T> target;

    Once(int symbol, State<T> target) {
        this.symbol = symbol;
        this.target = target;
    }

    /// Goes back from now on to a state that did not exist before: the next pair begins like the first.
    void leadTo(State<T> earlier) {
        target = earlier;
    }

    @Override
    void pass(Walk<T> walk) {
        // Leads nowhere.
    }

    @Override
    void take(int taken, Walk<T> walk) {
        if (taken == symbol) {
            walk.reach(target);
        }
    }
}
