package dev.spate.app;

/// What of a stream is written, and how. Thread-safe: immutable.
///
/// @param count after how many events the command is done; zero or less: never
record SubscribeOutput(EventFormat format, boolean isWithSignals, boolean isQuiet, long count) {}
