package dev.spate.hub.internal.delivery;

import java.util.ArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One timer for all subscriptions of a loop: a ring of [#SLOTS] seconds, each with a list of those to be looked at
/// then. A subscription stands in exactly one list, linked through itself, so that it needs no timer and no node of
/// its own.
///
/// Owner: the delivery loop of its sender.
final class Wheel {
    /// The longest delay in seconds; more than the longest heartbeat.
    static final int SLOTS = 512;

    private final @Nullable Spoke[] slots = new Spoke[SLOTS];
    private int now;
    private int size;

    /// What a wheel can hold: links that only the wheel touches.
    abstract static class Spoke {
        private @Nullable Spoke previous;
        private @Nullable Spoke next;
        private int slot = -1;

        /// Its time has come. It has left the wheel, and may be added again.
        abstract void onTime();
    }

    /// @return the second the wheel stands at
    int now() {
        return now;
    }

    /// @return how many are on the wheel
    int size() {
        return size;
    }

    /// @param delay in seconds, 1 to [#SLOTS] - 1
    void add(Spoke spoke, int delay) {
        assert spoke.slot < 0 && delay > 0 && delay < SLOTS : delay;
        int slot = Math.floorMod(now + delay, SLOTS);
        var first = slots[slot];
        spoke.slot = slot;
        spoke.next = first;
        if (first != null) {
            first.previous = spoke;
        }
        slots[slot] = spoke;
        size++;
    }

    /// Takes one off; does nothing if it is not on the wheel.
    void remove(Spoke spoke) {
        if (spoke.slot < 0) {
            return;
        }
        if (spoke.previous == null) {
            slots[spoke.slot] = spoke.next;
        } else {
            spoke.previous.next = spoke.next;
        }
        if (spoke.next != null) {
            spoke.next.previous = spoke.previous;
        }
        spoke.previous = null;
        spoke.next = null;
        spoke.slot = -1;
        size--;
    }

    /// Turns the wheel to a second, calling whoever is due on the way. A jump of more than one round calls each
    /// once.
    void turnTo(int second) {
        int from = Math.max(now, second - SLOTS);
        while (from < second) {
            from++;
            now = from;
            int slot = Math.floorMod(from, SLOTS);
            for (var due = slots[slot]; due != null; due = slots[slot]) {
                remove(due);
                due.onTime();
            }
        }
    }

    /// Calls for each that is on the wheel now; the callee may take itself off, and others too.
    void forEach(Consumer<Spoke> action) {
        var all = new ArrayList<Spoke>(size);
        for (var first : slots) {
            for (var spoke = first; spoke != null; spoke = spoke.next) {
                all.add(spoke);
            }
        }
        all.forEach(action);
    }
}
