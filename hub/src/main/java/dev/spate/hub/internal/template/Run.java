package dev.spate.hub.internal.template;

/// Some literal symbols in a row, of which no template ends or turns off in between. Behind a value it may be in
/// several places of the row at once.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Run<T> extends Counting<T> {
    /// The most symbols of a run: one for each bit that says where it is.
    static final int MAX_SYMBOLS = Long.SIZE;

    private final char[] symbols;
    private final Junction<T> target;
    private long evenPlaces;
    private long oddPlaces;

    private Run(char[] symbols, Junction<T> target) {
        assert symbols.length <= MAX_SYMBOLS : symbols.length + " symbols";
        this.symbols = symbols;
        this.target = target;
    }

    /// What leads by these symbols to a junction: itself, if there are none.
    static <T> State<T> of(char[] symbols, Junction<T> target) {
        return symbols.length == 0 ? target : new Run<>(symbols, target);
    }

    /// The symbols that lead from a state to the junction at the end of its run, if it is in one.
    static char[] symbolsOf(State<?> state) {
        return state instanceof Run<?> run ? run.symbols : new char[0];
    }

    /// The junction that a state is, or that its run leads to.
    static <T> Junction<T> targetOf(State<T> state) {
        if (state instanceof Run<T> run) {
            return run.target;
        }
        return (Junction<T>) state;
    }

    @Override
    void reached(long step, int count, boolean isFirst) {
        long place = 1L << count;
        if ((step & 1) == 0) {
            evenPlaces = isFirst ? place : evenPlaces | place;
        } else {
            oddPlaces = isFirst ? place : oddPlaces | place;
        }
    }

    @Override
    void pass(Walk<T> walk) {
        // Leads nowhere.
    }

    @Override
    void take(int symbol, Walk<T> walk) {
        long places = (walk.takingStep() & 1) == 0 ? evenPlaces : oddPlaces;
        for (long left = places; left != 0; left &= left - 1) {
            int place = Long.numberOfTrailingZeros(left);
            if (symbols[place] == symbol) {
                goOn(place + 1, walk);
            }
        }
    }

    private void goOn(int place, Walk<T> walk) {
        if (place == symbols.length) {
            walk.reach(target);
        } else {
            walk.reach(this, place);
        }
    }
}
