package dev.spate.hub.internal.template;

/// A state of a [SharedProgram]. Nothing that it leads to without a symbol leads back to it without one.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
abstract sealed class State<T> permits Junction, Fork, Once, FirstTurn, Loop, Counting {
    /// The step in which a walk last reached it.
    long step;

    /// Reaches what it leads to without a symbol.
    abstract void pass(Walk<T> walk);

    /// Reaches what it leads to by this symbol.
    abstract void take(int symbol, Walk<T> walk);
}
