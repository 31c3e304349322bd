package dev.spate.bench.compare;

/// What has to come out. Thread-safe: immutable.
///
/// @param figure of what
/// @param against whom the hub is compared with
/// @param bound where the line is
record Target(Figure figure, Against against, Bound bound) {
    /// Whom the hub is compared with.
    enum Against {
        /// With Nchan; where it ran with several numbers of workers, with the better one.
        NCHAN("nchan"),
        /// With the loop that only writes.
        BARE("bare"),
        /// With the hub whose log is in memory.
        MEMORY("memory log"),
        /// With nobody: the figure itself counts.
        NOBODY("");

        private final String title;

        Against(String title) {
            this.title = title;
        }
    }

    /// A line, and the side of it to be on. Thread-safe: immutable.
    sealed interface Bound {
        /// @return whether a value is on the right side
        boolean holds(double value);

        /// @param value the most that is well
        record AtMost(double value) implements Bound {
            @Override
            public boolean holds(double measured) {
                return measured <= value;
            }

            @Override
            public String toString() {
                return "<= " + number(value);
            }
        }

        /// @param value the least that is well
        record AtLeast(double value) implements Bound {
            @Override
            public boolean holds(double measured) {
                return measured >= value;
            }

            @Override
            public String toString() {
                return ">= " + number(value);
            }
        }

        private static String number(double value) {
            return value >= 1_000 ? "%,.0f".formatted(value) : "%.2f".formatted(value);
        }
    }

    static Target ratio(Figure figure, Against against, Bound bound) {
        return new Target(figure, against, bound);
    }

    static Target absolute(Figure figure, Bound bound) {
        return new Target(figure, Against.NOBODY, bound);
    }

    /// Such as `CPU per delivery, hub/nchan`.
    String title() {
        return against == Against.NOBODY ? figure.title() : figure.title() + ", hub/" + against.title;
    }

    /// The measured value as a person reads it.
    String text(double value) {
        return against == Against.NOBODY ? figure.text(value) : "%.2f".formatted(value);
    }
}
