package dev.spate.hub.internal.replay;

import dev.spate.hub.Framing;
import java.nio.charset.StandardCharsets;

/// What stands around the bytes of a block on the wire. Thread-safe: stateless.
///
/// ```
/// CHUNKED   length in hex, CRLF, bytes, CRLF     (RFC 9112 §7.1)
/// PLAIN     bytes
/// ```
public final class Frame {
    private static final byte[] NOTHING = {};
    private static final byte[] CRLF = {'\r', '\n'};

    private Frame() {}

    /// @param length how many bytes follow
    /// @return what stands before them
    public static byte[] head(Framing framing, int length) {
        return switch (framing) {
            case PLAIN -> NOTHING;
            case CHUNKED -> (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        };
    }

    /// @return what stands behind them; shared, never written to
    public static byte[] tail(Framing framing) {
        return switch (framing) {
            case PLAIN -> NOTHING;
            case CHUNKED -> CRLF;
        };
    }
}
