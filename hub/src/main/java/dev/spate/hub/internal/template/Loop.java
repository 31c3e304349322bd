package dev.spate.hub.internal.template;

/// Takes as many symbols of a set as there are, or none: LOOP.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Loop<T> extends State<T> {
    private final SymbolSet set;
    private final State<T> next;

    Loop(SymbolSet set, State<T> next) {
        this.set = set;
        this.next = next;
    }

    @Override
    void pass(Walk<T> walk) {
        walk.reach(next);
    }

    @Override
    void take(int symbol, Walk<T> walk) {
        if (set.contains(symbol)) {
            walk.reach(this);
        }
    }
}
