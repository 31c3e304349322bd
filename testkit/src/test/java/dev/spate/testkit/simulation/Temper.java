package dev.spate.testkit.simulation;

/// What happens how often in a life, in weights. Thread-safe: immutable.
enum Temper {
    /// A little of everything.
    EVEN(16, 14, 30, 12, 8, 3, 2, 1),
    /// Publishers who do not stop.
    BUSY(40, 10, 24, 14, 8, 2, 2, 1),
    /// Clients that come and go.
    RESTLESS(14, 34, 26, 12, 8, 2, 2, 1),
    /// Loops that hardly run.
    SLEEPY(24, 14, 12, 14, 10, 4, 2, 1),
    /// Much time.
    SLOW(14, 14, 26, 10, 8, 16, 2, 1),
    /// Much that breaks.
    UNLUCKY(18, 16, 26, 12, 10, 4, 8, 4);

    // Nobody writes to it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final int[] weights;

    private final int sum;

    /// What may happen.
    enum Doing {
        PUBLISH,
        CLIENT,
        LOOP,
        SEQUENCER,
        ERRAND,
        SECOND,
        FAULT,
        UPHEAVAL
    }

    Temper(int... weights) {
        this.weights = weights;
        int all = 0;
        for (int weight : weights) {
            all += weight;
        }
        this.sum = all;
    }

    Doing next(Chance chance) {
        int left = chance.below(sum);
        int index = 0;
        while (left >= weights[index]) {
            left -= weights[index];
            index++;
        }
        return Doing.values()[index];
    }
}
