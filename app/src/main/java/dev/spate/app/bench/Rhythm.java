package dev.spate.app.bench;

/// When which event is due. Events are counted from 0 over all publishers. Thread-safe: immutable.
sealed interface Rhythm {
    /// So many may be sent by now.
    long due(long nowNanos);

    /// When the next one is due after these, far away if that depends on something else.
    long nextNanos(long due, long nowNanos);

    /// The time that an event's delay is counted from.
    long intendedNanos(long event, long nowNanos);

    /// Whether no more will become due.
    boolean isOver(long nowNanos);

    /// The same, but nothing more from now on.
    Rhythm until(long nowNanos);

    /// Further than anybody waits.
    long FAR_NANOS = 1_000_000_000;

    /// At a rate, by the clock: whoever is late sends at once what is due, and the delay counts.
    ///
    /// @param rate events a second
    /// @param beginNanos when the first is due
    /// @param endNanos from when on none is
    record Paced(double rate, long beginNanos, long endNanos) implements Rhythm {
        private static final double NANOS = 1e9;

        @Override
        public long due(long nowNanos) {
            long elapsed = Math.min(nowNanos, endNanos - 1) - beginNanos;
            return elapsed < 0 ? 0 : 1 + (long) (elapsed * rate / NANOS);
        }

        @Override
        public long nextNanos(long due, long nowNanos) {
            long next = intendedNanos(due, nowNanos);
            return next - endNanos >= 0 ? nowNanos + FAR_NANOS : next;
        }

        @Override
        public long intendedNanos(long event, long nowNanos) {
            // Rounded up, so that it is due when its time has come.
            return beginNanos + (long) Math.ceil(event * NANOS / rate);
        }

        @Override
        public boolean isOver(long nowNanos) {
            return nowNanos - endNanos >= 0;
        }

        @Override
        public Rhythm until(long nowNanos) {
            return isOver(nowNanos) ? this : new Paced(rate, beginNanos, nowNanos);
        }
    }

    /// As fast as answers come.
    ///
    /// @param endNanos from when on none is sent
    record FlatOut(long endNanos) implements Rhythm {
        @Override
        public long due(long nowNanos) {
            return isOver(nowNanos) ? 0 : Long.MAX_VALUE / 2;
        }

        @Override
        public long nextNanos(long due, long nowNanos) {
            return isOver(nowNanos) ? nowNanos + FAR_NANOS : endNanos;
        }

        @Override
        public long intendedNanos(long event, long nowNanos) {
            return nowNanos;
        }

        @Override
        public boolean isOver(long nowNanos) {
            return nowNanos - endNanos >= 0;
        }

        @Override
        public Rhythm until(long nowNanos) {
            return isOver(nowNanos) ? this : new FlatOut(nowNanos);
        }
    }

    /// So many, as fast as answers come.
    ///
    /// @param events how many
    record Quota(long events) implements Rhythm {
        @Override
        public long due(long nowNanos) {
            return events;
        }

        @Override
        public long nextNanos(long due, long nowNanos) {
            return nowNanos + FAR_NANOS;
        }

        @Override
        public long intendedNanos(long event, long nowNanos) {
            return nowNanos;
        }

        @Override
        public boolean isOver(long nowNanos) {
            return true;
        }

        @Override
        public Rhythm until(long nowNanos) {
            return new Quota(0);
        }
    }
}
