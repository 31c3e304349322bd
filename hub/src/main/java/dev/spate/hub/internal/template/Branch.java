package dev.spate.hub.internal.template;

/// An expression between two junctions.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Branch<T> {
    /// What the expression takes, whatever its variables are called.
    final String code;
    /// The state that it begins with.
    final State<T> entry;
    /// The junction that it leads to.
    final Junction<T> exit;
    /// How many states it has, those at its ends not among them.
    final int states;
    /// Its index among the branches of the junction that it goes off from.
    int seat;

    Branch(String code, State<T> entry, Junction<T> exit, int states) {
        this.code = code;
        this.entry = entry;
        this.exit = exit;
        this.states = states;
    }
}
