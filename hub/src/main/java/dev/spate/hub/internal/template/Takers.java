package dev.spate.hub.internal.template;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Those who asked for one and the same thing, in no order. To come and to go costs the same however many they are;
/// one who comes twice is there twice.
///
/// Few stand one after the other. Many stand in a table of twice to eight times their number, each at the first free
/// slot from where its hash points (linear probing), so that whoever goes is found at once, and a walk over all of
/// them still is a walk over one array.
///
/// Owner: whoever owns the index that holds it.
///
/// @param <T> what asked; its hash must not be for others to choose
public final class Takers<T> {
    private static final int MAX_IN_LINE = 8;
    private static final int MIN_SLOTS = 4 * MAX_IN_LINE;

    private @Nullable Object[] slots = new Object[1];
    private int size;

    public boolean isEmpty() {
        return size == 0;
    }

    /// @return the one who is there, if there is but one
    @SuppressWarnings("unchecked")
    public @Nullable T lone() {
        return size == 1 && !isTable() ? (T) slots[0] : null;
    }

    /// @param taker who asks
    public void add(T taker) {
        if (size == slots.length || (isTable() && 2 * size >= slots.length)) {
            resize(size < MAX_IN_LINE ? 2 * size : Math.max(MIN_SLOTS, 2 * slots.length));
        }
        put(taker);
        size++;
    }

    /// @param taker one who may be there
    /// @return whether it was
    public boolean remove(T taker) {
        int index = indexOf(taker);
        if (index < 0) {
            return false;
        }
        size--;
        if (isTable()) {
            close(index);
        } else {
            slots[index] = slots[size];
            slots[size] = null;
        }
        if (isTable() && 8 * size <= slots.length) {
            resize(size <= MAX_IN_LINE / 2 ? MAX_IN_LINE : slots.length / 2);
        }
        return true;
    }

    /// Calls back for each; none may come or go meanwhile.
    ///
    /// @param found is called for each taker
    @SuppressWarnings("unchecked")
    public void each(Consumer<T> found) {
        for (var taker : slots) {
            if (taker != null) {
                found.accept((T) taker);
            }
        }
    }

    private boolean isTable() {
        return slots.length > MAX_IN_LINE;
    }

    private void resize(int length) {
        var old = slots;
        slots = new Object[length];
        int moved = 0;
        for (var taker : old) {
            if (taker != null) {
                slots[isTable() ? freeFrom(home(taker)) : moved] = taker;
                moved++;
            }
        }
    }

    private void put(T taker) {
        slots[isTable() ? freeFrom(home(taker)) : size] = taker;
    }

    private int freeFrom(int home) {
        int index = home;
        while (slots[index] != null) {
            index = after(index);
        }
        return index;
    }

    private int indexOf(T taker) {
        int index = isTable() ? home(taker) : 0;
        for (int looked = 0; looked < slots.length && slots[index] != null; looked++) {
            if (taker.equals(slots[index])) {
                return index;
            }
            index = after(index);
        }
        return -1;
    }

    /// Empties a slot, and moves up whoever stands behind it only because it was taken.
    private void close(int index) {
        int hole = index;
        int next = after(hole);
        for (var taker = slots[next]; taker != null; taker = slots[next]) {
            int fromHome = (next - home(taker)) & (slots.length - 1);
            int fromHole = (next - hole) & (slots.length - 1);
            if (fromHome >= fromHole) {
                slots[hole] = taker;
                hole = next;
            }
            next = after(next);
        }
        slots[hole] = null;
    }

    private int after(int index) {
        return (index + 1) & (slots.length - 1);
    }

    private int home(Object taker) {
        int hash = taker.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & (slots.length - 1);
    }
}
