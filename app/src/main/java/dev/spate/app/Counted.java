package dev.spate.app;

/// So many of something, for people. Thread-safe: stateless.
final class Counted {
    private Counted() {}

    /// @param one what it is called where there is one
    /// @param others what it is called where there are more, or none
    static String of(long count, String one, String others) {
        return count + " " + (count == 1 ? one : others);
    }
}
