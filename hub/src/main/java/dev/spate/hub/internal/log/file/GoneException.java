package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// A segment was evicted before it could be read. Whoever asked asks again, of what is retained now.
final class GoneException extends IOException {
    private static final long serialVersionUID = 1;

    GoneException(Segment segment) {
        super("log: " + segment.name() + " was evicted meanwhile (expected: to read it)");
    }
}
