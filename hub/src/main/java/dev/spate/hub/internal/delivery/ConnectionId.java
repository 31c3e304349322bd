package dev.spate.hub.internal.delivery;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// Names one subscription to whoever holds it, and cannot be guessed. Thread-safe: immutable.
///
/// @param high the first half of its bits
/// @param low the second half
record ConnectionId(long high, long low) implements Comparable<ConnectionId> {
    private static final int TEXT_LENGTH = 22;

    static ConnectionId random(SecureRandom random) {
        return new ConnectionId(random.nextLong(), random.nextLong());
    }

    /// @return the id, or empty if no id has this text
    static Optional<ConnectionId> parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            return Optional.of(new ConnectionId(bytes.getLong(), bytes.getLong()))
                    .filter(id -> id.text().equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /// In the order of their bits.
    @Override
    public int compareTo(ConnectionId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh == 0 ? Long.compareUnsigned(low, other.low) : byHigh;
    }

    /// @return 22 characters of the URL-safe base 64 (RFC 4648 §5)
    String text() {
        byte[] bytes =
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
