package dev.spate.hub.internal.template;

/// A template as a nondeterministic automaton. States are numbered so that whatever a state leads to without taking
/// a symbol has a higher number; one ascending pass over the states thus takes one symbol.
///
/// ```text
/// kind     takes               goes to
/// ONE      the symbol operand  target
/// CLASS    one of set operand  the next state, as its first turn
/// LOOP     one of set operand  itself                    without a symbol: the next state
/// BOUNDED  one of set operand  itself, target times      without a symbol: the next state
/// SPLIT    nothing             the next state, target
/// JUMP     nothing             target
/// END      nothing             the whole topic matches if it ends here
/// ```
///
/// Thread-safe: immutable.
///
/// @param kinds the kind of each state
/// @param operands a symbol, or the code of a [SymbolSet]
/// @param targets a state, or how often a bounded loop may turn
/// @param hasBounds whether there is a bounded loop
/// @param expressions where each expression begins and where it ends, one after the other; within these states it
///     is left only to the state at its end, and all states between expressions are literal: ONE, to the next state
@SuppressWarnings("ArrayRecordComponent") // never compared, never leaves the package
record TemplateProgram(byte[] kinds, char[] operands, char[] targets, boolean hasBounds, char[] expressions) {
    static final byte ONE = 0;
    static final byte CLASS = 1;
    static final byte LOOP = 2;
    static final byte BOUNDED = 3;
    static final byte SPLIT = 4;
    static final byte JUMP = 5;
    static final byte END = 6;

    int states() {
        return kinds.length;
    }
}
