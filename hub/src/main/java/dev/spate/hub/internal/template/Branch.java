package dev.spate.hub.internal.template;

/// An expression between two junctions.
///
/// @param code what the expression takes, whatever its variables are called
/// @param entry the state that it begins with
/// @param exit the junction that it leads to
/// @param states how many states it has, the junctions not among them
/// @param <T> what is found
record Branch<T>(String code, State<T> entry, Junction<T> exit, int states) {}
