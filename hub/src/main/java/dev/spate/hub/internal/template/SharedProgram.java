package dev.spate.hub.internal.template;

import java.util.function.Consumer;

/// The programs of many templates as one automaton, in which what they begin with alike is there once. A topic goes
/// through all of them at the same time.
///
/// ```text
/// devices/{id}/kind-1      ○─d─○─e─○ … ○─/─○─{…}─○─/─○─k─○ … ○─-─○─1─● devices/{id}/kind-1
/// devices/{name}/kind-2                                            └─2─● devices/{name}/kind-2
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
        var junction = from;
        for (int state = start; state < end; state++) {
            int symbol = program.operands()[state];
            var child = junction.child(symbol);
            if (child == null) {
                child = junction.addChild(symbol);
                states++;
            }
            junction = child;
        }
        return junction;
    }

    private Junction<T> expression(ExpressionCode expression, Junction<T> from) {
        var branch = from.branch(expression.text());
        if (branch == null) {
            branch = from.addBranch(expression);
            states += branch.exit.states();
        }
        return branch.exit;
    }
}
