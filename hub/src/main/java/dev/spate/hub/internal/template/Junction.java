package dev.spate.hub.internal.template;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where pieces of templates meet. What leads here is what some templates begin with; from here they go on, by literal
/// symbols, each of which begins a run to the next junction or leads to it itself, and by expressions.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Junction<T> extends State<T> {
    private static final int NONE = -1;

    // What leads here: a symbol of the junction before, and perhaps a run; or a branch.
    private @Nullable Junction<T> before;
    private int symbol;
    private @Nullable Branch<T> via;

    // Most have one symbol to go on by, if any.
    private int firstSymbol = NONE;
    private @Nullable State<T> first;
    private @Nullable Literals<T> others;

    private @Nullable Branches<T> branches;
    private @Nullable Takers<T> takers;

    /// Makes one at which templates begin.
    Junction() {
        this.before = null;
        this.symbol = NONE;
    }

    private Junction(Junction<T> before, int symbol) {
        this.before = before;
        this.symbol = symbol;
    }

    @Override
    void pass(Walk<T> walk) {
        if (branches != null) {
            branches.reach(walk);
        }
    }

    @Override
    void take(int taken, Walk<T> walk) {
        var next = next(taken);
        if (next != null) {
            walk.reach(next);
        }
    }

    /// Calls back for whoever asked for a template that ends here.
    void each(Consumer<T> found) {
        if (takers != null) {
            takers.each(found);
        }
    }

    /// Whoever asks for a template that ends here.
    Takers<T> takers() {
        if (takers == null) {
            takers = new Takers<>();
        }
        return takers;
    }

    /// What a literal symbol leads to: a junction, or a run to one.
    @Nullable
    State<T> next(int of) {
        if (of == firstSymbol) {
            return first;
        }
        return others == null ? null : others.get(of);
    }

    /// Lets literal symbols lead on of which the first did not yet.
    Junction<T> grow(char[] literal) {
        var end = new Junction<>(this, literal[0]);
        put(literal[0], Run.of(Arrays.copyOfRange(literal, 1, literal.length), end));
        return end;
    }

    /// Sets a junction into the run that begins with a symbol.
    ///
    /// @param after how many symbols of the run come before it; fewer than all
    Junction<T> split(int of, int after) {
        var run = requireNonNull(next(of));
        var symbols = Run.symbolsOf(run);
        var middle = new Junction<>(this, of);
        put(of, Run.of(Arrays.copyOf(symbols, after), middle));
        var end = Run.targetOf(run);
        middle.put(symbols[after], Run.of(Arrays.copyOfRange(symbols, after + 1, symbols.length), end));
        end.before = middle;
        end.symbol = symbols[after];
        return middle;
    }

    /// Goes out of the way, if nothing but one run goes on from here and one leads here, and both fit into one.
    ///
    /// @return how many states are gone
    int mend() {
        boolean isJoint = via == null && others == null && branches == null && hasNoTakers();
        if (!isJoint || before == null || first == null) {
            return 0;
        }
        var here = Run.symbolsOf(requireNonNull(before.next(symbol)));
        var on = Run.symbolsOf(first);
        if (here.length + 1 + on.length > Run.MAX_SYMBOLS) {
            return 0;
        }
        var joined = Arrays.copyOf(here, here.length + 1 + on.length);
        joined[here.length] = (char) firstSymbol;
        System.arraycopy(on, 0, joined, here.length + 1, on.length);
        var end = Run.targetOf(first);
        before.put(symbol, Run.of(joined, end));
        end.before = before;
        end.symbol = symbol;
        return Math.min(here.length, 1) + Math.min(on.length, 1);
    }

    @Nullable
    Branch<T> branch(String code) {
        return branches == null ? null : branches.get(code);
    }

    /// Lets an expression lead on that did not yet.
    Branch<T> addBranch(ExpressionCode expression) {
        var exit = new Junction<>(this, NONE);
        var branch = ExpressionBuilder.build(expression, exit);
        exit.via = branch;
        branches = branches == null ? new Branches<>() : branches;
        branches.add(branch);
        return branch;
    }

    /// Whether no template ends here, and none goes on.
    boolean isBare() {
        return hasNoTakers() && first == null && others == null && branches == null;
    }

    boolean isRoot() {
        return before == null;
    }

    /// How many states are here for its sake: itself, and those that lead to it from the junction before.
    int states() {
        if (via != null) {
            return 1 + via.states();
        }
        return before != null && before.next(symbol) instanceof Run ? 2 : 1;
    }

    /// Takes itself away from where it hangs; the root does not.
    ///
    /// @return the junction before it
    Junction<T> leave() {
        var hook = requireNonNull(before);
        if (via == null) {
            hook.removeLiteral(symbol);
        } else {
            hook.removeBranch(via);
        }
        return hook;
    }

    private boolean hasNoTakers() {
        return takers == null || takers.isEmpty();
    }

    private void put(int of, State<T> state) {
        if (first == null || of == firstSymbol) {
            firstSymbol = of;
            first = state;
            return;
        }
        others = others == null ? new Literals<>() : others;
        others.put(of, state);
    }

    private void removeLiteral(int of) {
        if (of != firstSymbol) {
            requireNonNull(others).remove(of);
        } else if (others == null) {
            firstSymbol = NONE;
            first = null;
        } else {
            firstSymbol = others.firstSymbol();
            first = others.first();
            others.remove(firstSymbol);
        }
        others = others == null || others.isEmpty() ? null : others;
    }

    private void removeBranch(Branch<T> branch) {
        requireNonNull(branches).remove(branch);
        branches = branches.isEmpty() ? null : branches;
    }
}
