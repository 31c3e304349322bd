package dev.spate.app.bench;

import java.util.Arrays;

/// The numbers that one publisher has given to its events, and what became of them, by topic. Owner: the publishing
/// thread.
final class Numbers {
    /// Of one topic; what is refused beyond is counted, but taken for lost.
    static final int MAX_REFUSALS = 10_000;

    private static final long[] NONE = {};

    private final long[] given;
    private final long[] answered;
    private final long[][] refused;

    Numbers(int topics) {
        this.given = new long[topics];
        this.answered = new long[topics];
        this.refused = new long[topics][];
        Arrays.fill(refused, NONE);
    }

    long next(int topic) {
        return ++given[topic];
    }

    void accepted(int topic, long number) {
        answered[topic] = number;
    }

    void refused(int topic, long number) {
        answered[topic] = number;
        if (refused[topic].length < MAX_REFUSALS) {
            refused[topic] = Arrays.copyOf(refused[topic], refused[topic].length + 1);
            refused[topic][refused[topic].length - 1] = number;
        }
    }

    long[] answeredSoFar() {
        return answered.clone();
    }

    long[][] refusedSoFar() {
        return refused.clone();
    }
}
