package dev.spate.hub.internal.template;

/// A state in which it matters how far it has come.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
abstract sealed class Counting<T> extends State<T> permits BoundedLoop, Run {
    /// Is reached. Those of this step take their symbol while those of the next are reached, so what is noted for
    /// even and for odd steps must not be mixed up.
    ///
    /// @param count how many symbols of its own it has taken
    /// @param isFirst whether it is the first time in this step
    abstract void reached(long step, int count, boolean isFirst);
}
