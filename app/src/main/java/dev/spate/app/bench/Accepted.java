package dev.spate.app.bench;

/// What the server has answered for, by publisher and topic: all numbers up to the last but for the refused ones.
/// Thread-safe: nobody writes to it once it is made.
final class Accepted {
    /// Nothing, of nobody.
    static final Accepted NONE = new Accepted(new long[0][], new long[0][][]);

    private final long[][] lasts;
    private final long[][][] refusals;

    /// @param lasts the last numbers answered, by publisher, then topic
    /// @param refusals the numbers refused, by publisher, then topic
    Accepted(long[][] lasts, long[][][] refusals) {
        this.lasts = lasts;
        this.refusals = refusals;
    }

    long last(int publisher, int topic) {
        return lasts[publisher][topic];
    }

    long[] refused(int publisher, int topic) {
        return refusals[publisher][topic];
    }
}
