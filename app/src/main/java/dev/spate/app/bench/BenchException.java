package dev.spate.app.bench;

/// The bench cannot go on; the message is the one sentence that the user is told.
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchException(String sentence) {
        super(sentence);
    }

    BenchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
