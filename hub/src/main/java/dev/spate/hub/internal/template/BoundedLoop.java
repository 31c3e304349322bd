package dev.spate.hub.internal.template;

/// Takes a number of characters of a set at the most, or none: BOUNDED. Of all the counts it could be at it keeps only
/// the least: whatever can follow a greater one can follow it.
///
/// Owner: the delivery loop of its index.
///
/// @param <T> what is found
final class BoundedLoop<T> extends Counting<T> {
    private final SymbolSet set;
    private final int max;
    private final State<T> next;
    /// The count for even and for odd steps.
    private final int[] counts = new int[2];

    BoundedLoop(SymbolSet set, int max, State<T> next) {
        this.set = set;
        this.max = max;
        this.next = next;
    }

    @Override
    void reached(long step, int count, boolean isFirst) {
        int index = (int) (step & 1);
        counts[index] = isFirst ? count : Math.min(counts[index], count);
    }

    @Override
    void pass(Walk<T> walk) {
        walk.reach(next);
    }

    @Override
    void take(int symbol, Walk<T> walk) {
        // RFC 6570 2.4.1: the length counts characters, not the octets they are encoded to.
        int count = counts[(int) (walk.takingStep() & 1)];
        boolean isSameCharacter = count > 0 && Symbols.isContinuation(symbol);
        int taken = isSameCharacter ? count : count + 1;
        if (taken <= max && set.contains(symbol)) {
            walk.reach(this, taken);
        }
    }
}
