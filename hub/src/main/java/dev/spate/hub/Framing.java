package dev.spate.hub;

/// How the bytes of a block are wrapped for what carries them. Thread-safe: immutable.
public enum Framing {
    /// Nothing around the event stream's own bytes.
    PLAIN,
    /// Each block is one chunk of the HTTP/1.1 chunked transfer coding (RFC 9112 §7.1). The last chunk, of size
    /// zero, is left to the sink.
    CHUNKED
}
