package dev.spate.hub.internal.template;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where pieces of templates meet. What leads here is what some templates begin with; from here they go on, each
/// literal symbol to a junction of its own, each expression to the one behind it.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Junction<T> extends State<T> {
    private static final int NONE = -1;

    private final @Nullable Junction<T> before;
    /// The literal symbol that leads here, or else none: then a branch does.
    private final int symbol;

    private @Nullable Branch<T> via;

    // Most have one child at the most.
    private int firstSymbol = NONE;
    private @Nullable Junction<T> firstChild;
    private @Nullable Children<T> others;

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
        var child = child(taken);
        if (child != null) {
            walk.reach(child);
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

    @Nullable
    Junction<T> child(int of) {
        if (of == firstSymbol) {
            return firstChild;
        }
        return others == null ? null : others.get(of);
    }

    /// Lets a literal symbol lead on that did not yet.
    Junction<T> addChild(int of) {
        var child = new Junction<>(this, of);
        if (firstChild == null) {
            firstSymbol = of;
            firstChild = child;
        } else {
            others = others == null ? new Children<>() : others;
            others.add(of, child);
        }
        return child;
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
        return (takers == null || takers.isEmpty()) && firstChild == null && others == null && branches == null;
    }

    /// How many states nobody needs once this is gone.
    int states() {
        return via == null ? 1 : 1 + via.states;
    }

    /// Takes itself away from where it hangs; the root does not.
    ///
    /// @return the junction before it
    Junction<T> leave() {
        var hook = requireNonNull(before);
        if (via == null) {
            hook.removeChild(symbol);
        } else {
            hook.removeBranch(via);
        }
        return hook;
    }

    boolean isRoot() {
        return before == null;
    }

    private void removeChild(int of) {
        if (of == firstSymbol) {
            firstSymbol = NONE;
            firstChild = null;
        } else if (others != null) {
            others.remove(of);
            others = others.isEmpty() ? null : others;
        }
    }

    private void removeBranch(Branch<T> branch) {
        if (branches != null) {
            branches.remove(branch);
            branches = branches.isEmpty() ? null : branches;
        }
    }
}
