package dev.spate.wire;

import java.io.IOException;

/// An event stream that goes beyond the reader's limits. The connection it came from is to be closed: what follows
/// on it cannot be read.
public final class EventStreamException extends IOException {

    private static final long serialVersionUID = 1L;

    EventStreamException(String message) {
        super(message);
    }
}
