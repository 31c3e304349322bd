package dev.spate.hub.internal.template;

/// Takes the first symbol of a loop that has to turn once: CLASS.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class FirstTurn<T> extends State<T> {
    private final SymbolSet set;
    private final State<T> loop;

    FirstTurn(SymbolSet set, State<T> loop) {
        this.set = set;
        this.loop = loop;
    }

    @Override
    void pass(Walk<T> walk) {
        // Leads nowhere.
    }

    @Override
    void take(int symbol, Walk<T> walk) {
        if (set.contains(symbol)) {
            walk.reach(loop, 1);
        }
    }
}
