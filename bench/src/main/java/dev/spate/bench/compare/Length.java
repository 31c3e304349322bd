package dev.spate.bench.compare;

/// How long the runs take. Thread-safe: immutable.
enum Length {
    /// Long enough for the virtual machine to have compiled what matters before anything counts.
    FULL("8s", "10s"),
    /// Only to see that everything works: what comes out says little.
    QUICK("2s", "3s");

    private final String warmUp;
    private final String duration;

    Length(String warmUp, String duration) {
        this.warmUp = warmUp;
        this.duration = duration;
    }

    String warmUp() {
        return warmUp;
    }

    String duration() {
        return duration;
    }
}
