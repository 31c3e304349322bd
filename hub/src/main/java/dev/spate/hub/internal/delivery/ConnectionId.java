package dev.spate.hub.internal.delivery;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;

/// Names one subscription to whoever holds it, and cannot be guessed. Thread-safe: immutable.
///
/// @param high the first half of its bits
/// @param low the second half
record ConnectionId(long high, long low) {
    static ConnectionId random(SecureRandom random) {
        return new ConnectionId(random.nextLong(), random.nextLong());
    }

    /// @return 22 characters of the URL-safe base 64 (RFC 4648 §5)
    String text() {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
