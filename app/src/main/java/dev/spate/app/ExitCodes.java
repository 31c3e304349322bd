package dev.spate.app;

/// How commands end. Thread-safe: constants.
final class ExitCodes {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private ExitCodes() {}
}
