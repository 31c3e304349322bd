package dev.spate.hub.internal.template;

import java.util.Arrays;
import java.util.function.Consumer;

/// Takes topics through a [SharedProgram], in all the states at once that a topic can be in.
///
/// ```text
/// step         reached in it                      then each of them
///   0          the root                           passes on to others of the same step,
///   1 … n      by the symbols, one after the other  and takes the symbol to the next
/// ```
///
/// A state is visited at most once in a step (a run at most in each of its places), so that a topic costs its symbols
/// times the states that are really reached, whatever the templates are. Nothing is allocated but room for more states
/// than ever before.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Walk<T> {
    private static final int FIRST_ROOM = 16;

    private final TopicSymbols symbols = new TopicSymbols();
    private State<T>[] reached = room(FIRST_ROOM);
    private State<T>[] taking = room(FIRST_ROOM);
    private int size;
    private long step;
    private long visits;

    /// Calls back for everything at the junctions at which the topic ends.
    void match(State<T> root, String topic, Consumer<T> found) {
        symbols.begin(topic);
        beginStep();
        reach(root);
        passAll();
        for (int symbol = symbols.next(); symbol != TopicSymbols.END && size > 0; symbol = symbols.next()) {
            takeAll(symbol);
            passAll();
        }
        for (int index = 0; index < size; index++) {
            if (reached[index] instanceof Junction<T> junction) {
                junction.each(found);
            }
        }
    }

    /// Comes to a state, in this step.
    void reach(State<T> state) {
        reach(state, 0);
    }

    /// Comes to a state, in this step.
    ///
    /// @param count how far it has come, if that matters
    void reach(State<T> state, int count) {
        boolean isFirst = state.step != step;
        if (isFirst) {
            state.step = step;
            add(state);
        }
        if (state instanceof Counting<T> counting) {
            counting.reached(step, count, isFirst);
        }
    }

    /// @return the step whose states take their symbol, while others are reached
    long takingStep() {
        return step - 1;
    }

    /// How many states have been visited.
    long visits() {
        return visits;
    }

    private void beginStep() {
        step++;
        size = 0;
    }

    private void passAll() {
        // Those that are reached on the way stand behind, and get their turn.
        for (int index = 0; index < size; index++) {
            reached[index].pass(this);
        }
        visits += size;
    }

    private void takeAll(int symbol) {
        var spent = taking;
        int count = size;
        taking = reached;
        reached = spent;
        beginStep();
        for (int index = 0; index < count; index++) {
            taking[index].take(symbol, this);
        }
    }

    private void add(State<T> state) {
        if (size == reached.length) {
            reached = Arrays.copyOf(reached, 2 * size);
        }
        reached[size] = state;
        size++;
    }

    @SuppressWarnings("unchecked")
    private static <T> State<T>[] room(int states) {
        return (State<T>[]) new State<?>[states];
    }
}
