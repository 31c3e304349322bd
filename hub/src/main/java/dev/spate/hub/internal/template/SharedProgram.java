package dev.spate.hub.internal.template;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.Consumer;

/// The programs of many templates as one automaton, in which what they begin with alike is there once. A topic goes
/// through all of them at the same time.
///
/// ```text
/// ○──d·evices/──○──{id}──○──/·kind-──○──1──● devices/{id}/kind-1
///                                    └──2──● devices/{name}/kind-2
/// ```
///
/// Templates come and go one by one: one that comes adds what it does not share, one that goes takes along what no
/// other shares.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class SharedProgram<T> {
    private final Junction<T> root = new Junction<>();
    private final Walk<T> walk = new Walk<>();
    private int states = 1;

    /// Lets a template in.
    ///
    /// @return where topics end that it takes
    Junction<T> add(TemplateProgram program) {
        var junction = root;
        int state = 0;
        for (int cut = 0; cut < program.expressions().length; cut += 2) {
            int start = program.expressions()[cut];
            junction = literal(program, state, start, junction);
            state = program.expressions()[cut + 1];
            junction = expression(new ExpressionCode(program, start, state), junction);
        }
        return literal(program, state, program.states() - 1, junction);
    }

    /// Lets go of what leads to a junction and to nowhere else, once nobody asks for it any more.
    void prune(Junction<T> end) {
        var junction = end;
        while (junction.isBare() && !junction.isRoot()) {
            states -= junction.states();
            junction = junction.leave();
        }
        states -= junction.mend();
    }

    /// Calls back for whoever asked for a template that takes the topic.
    void match(String topic, Consumer<T> found) {
        walk.match(root, topic, found);
    }

    /// How many states there are, junctions included.
    int states() {
        return states;
    }

    /// How many states all walks together have visited.
    long visits() {
        return walk.visits();
    }

    private Junction<T> literal(TemplateProgram program, int start, int end, Junction<T> from) {
        var symbols = program.operands();
        var junction = from;
        for (int state = start; state < end; ) {
            var next = junction.next(symbols[state]);
            if (next == null) {
                int length = Math.min(end - state, 1 + Run.MAX_SYMBOLS);
                junction = junction.grow(Arrays.copyOfRange(symbols, state, state + length));
                states += junction.states();
                state += length;
            } else {
                int alike = alike(Run.symbolsOf(next), symbols, state + 1, end);
                junction = after(junction, symbols[state], alike);
                state += 1 + alike;
            }
        }
        return junction;
    }

    private static int alike(char[] run, char[] symbols, int start, int end) {
        int difference = Arrays.mismatch(run, 0, run.length, symbols, start, end);
        return difference < 0 ? run.length : difference;
    }

    /// The junction behind a symbol and so many of the run that it begins; made, if there is none yet.
    private Junction<T> after(Junction<T> junction, int symbol, int length) {
        var next = requireNonNull(junction.next(symbol));
        var end = Run.targetOf(next);
        if (length == Run.symbolsOf(next).length) {
            return end;
        }
        states -= end.states();
        var middle = junction.split(symbol, length);
        states += middle.states() + end.states();
        return middle;
    }

    private Junction<T> expression(ExpressionCode expression, Junction<T> from) {
        var branch = from.branch(expression.text());
        if (branch == null) {
            branch = from.addBranch(expression);
            states += branch.exit().states();
        }
        return branch.exit();
    }
}
