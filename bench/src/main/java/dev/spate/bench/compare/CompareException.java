package dev.spate.bench.compare;

/// The comparison cannot go on.
final class CompareException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CompareException(String message) {
        super(message);
    }

    CompareException(String message, Throwable cause) {
        super(message, cause);
    }
}
