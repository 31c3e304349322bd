package dev.spate.hub.internal.log.file;

/// The times of a segment's entries, as [Times] lays them out.
///
/// Owner: whoever holds the index's lock.
final class TimeColumn implements Times.Source {
    private final LongColumn firsts = new LongColumn();
    private final IntColumn starts = new IntColumn();
    private final LongColumn latest = new LongColumn();
    private final ByteColumn deltas = new ByteColumn();
    private int count;
    private long last;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    void add(long millis) {
        min = Math.min(min, millis);
        max = Math.max(max, millis);
        if (count % Times.SPAN == 0) {
            firsts.add(millis);
            starts.add(deltas.size());
            latest.add(max);
        } else {
            addDelta(millis - last);
            latest.set(latest.size() - 1, max);
        }
        last = millis;
        count++;
    }

    private void addDelta(long delta) {
        long rest = (delta << 1) ^ (delta >> (Long.SIZE - 1));
        while ((rest & ~0x7FL) != 0) {
            deltas.add((byte) (rest | 0x80));
            rest >>>= 7;
        }
        deltas.add((byte) rest);
    }

    int spans() {
        return firsts.size();
    }

    int deltaBytes() {
        return deltas.size();
    }

    long min() {
        return min;
    }

    long max() {
        return max;
    }

    @Override
    public long first(int span) {
        return firsts.get(span);
    }

    @Override
    public int start(int span) {
        return starts.get(span);
    }

    @Override
    public long latest(int span) {
        return latest.get(span);
    }

    @Override
    public byte delta(int at) {
        return deltas.get(at);
    }

    long heapBytes() {
        return firsts.heapBytes() + starts.heapBytes() + latest.heapBytes() + deltas.heapBytes();
    }
}
