package dev.spate.hub.internal.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Junctions by the literal symbol that leads to them, in the order of the symbols, to be searched by halves.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class Children<T> {
    private char[] symbols = new char[2];
    private Junction<T>[] junctions = room(2);
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    @Nullable
    Junction<T> get(int symbol) {
        int index = indexOf(symbol);
        return index < 0 ? null : junctions[index];
    }

    /// Adds one, of a symbol that has none.
    void add(int symbol, Junction<T> junction) {
        if (size == symbols.length) {
            symbols = Arrays.copyOf(symbols, 2 * size);
            junctions = Arrays.copyOf(junctions, 2 * size);
        }
        int index = -1 - indexOf(symbol);
        System.arraycopy(symbols, index, symbols, index + 1, size - index);
        System.arraycopy(junctions, index, junctions, index + 1, size - index);
        symbols[index] = (char) symbol;
        junctions[index] = junction;
        size++;
    }

    /// Removes the one of a symbol.
    void remove(int symbol) {
        int index = indexOf(symbol);
        size--;
        System.arraycopy(symbols, index + 1, symbols, index, size - index);
        System.arraycopy(junctions, index + 1, junctions, index, size - index);
        Arrays.fill(junctions, size, size + 1, null);
    }

    private int indexOf(int symbol) {
        return Arrays.binarySearch(symbols, 0, size, (char) symbol);
    }

    @SuppressWarnings("unchecked")
    private static <T> Junction<T>[] room(int length) {
        return (Junction<T>[]) new Junction<?>[length];
    }
}
