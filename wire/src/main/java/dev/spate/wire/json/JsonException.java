package dev.spate.wire.json;

/// A text that is not the JSON that was asked for. The message says what stands at which offset, and what should.
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        super(message);
    }
}
