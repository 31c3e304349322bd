package dev.spate.hub.internal.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What literal symbols lead to, in the order of the symbols, to be searched by halves.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Literals<T> {
    private char[] symbols = new char[2];
    private State<T>[] states = room(2);
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    State<T> get(int symbol) {
        int index = indexOf(symbol);
        return index < 0 ? null : states[index];
    }

    /// The first of them.
    State<T> first() {
        return states[0];
    }

    int firstSymbol() {
        return symbols[0];
    }

    /// Lets a symbol lead to a state, and not to another any more.
    void put(int symbol, State<T> state) {
        int index = indexOf(symbol);
        if (index >= 0) {
            states[index] = state;
        } else {
            insert(-1 - index, symbol, state);
        }
    }

    /// Removes the one of a symbol.
    void remove(int symbol) {
        int index = indexOf(symbol);
        size--;
        System.arraycopy(symbols, index + 1, symbols, index, size - index);
        System.arraycopy(states, index + 1, states, index, size - index);
        Arrays.fill(states, size, size + 1, null);
    }

    private void insert(int index, int symbol, State<T> state) {
        if (size == symbols.length) {
            symbols = Arrays.copyOf(symbols, 2 * size);
            states = Arrays.copyOf(states, 2 * size);
        }
        System.arraycopy(symbols, index, symbols, index + 1, size - index);
        System.arraycopy(states, index, states, index + 1, size - index);
        symbols[index] = (char) symbol;
        states[index] = state;
        size++;
    }

    private int indexOf(int symbol) {
        return Arrays.binarySearch(symbols, 0, size, (char) symbol);
    }

    @SuppressWarnings("unchecked")
    private static <T> State<T>[] room(int length) {
        return (State<T>[]) new State<?>[length];
    }
}
