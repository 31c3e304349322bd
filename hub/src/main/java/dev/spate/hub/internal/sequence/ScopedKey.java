package dev.spate.hub.internal.sequence;

import java.nio.ByteBuffer;
import java.util.Base64;

/// An idempotency key of one principal, as the log holds it: 128 bits that tell neither the key nor the person, and
/// are the same on every node. Thread-safe: immutable.
///
/// ```text
/// SHA-256, the first 16 bytes, of
///   principal length   4 bytes, big-endian   how many characters
///   principal          2 bytes a character, big-endian
///   key                2 bytes a character, big-endian
/// as text: base 64 for URLs, without padding: 22 characters
/// ```
///
/// @param high the first 64 bits
/// @param low the other 64 bits
record ScopedKey(long high, long low) {
    /// The key of those that have none.
    static final ScopedKey NONE = new ScopedKey(0, 0);

    private static final int BYTES = 2 * Long.BYTES;
    private static final int TEXT_LENGTH = 22;

    /// @param principal the name of who uses the key
    /// @param key what was used; empty: none
    static ScopedKey of(String principal, String key) {
        if (key.isEmpty()) {
            return NONE;
        }
        var named = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * (principal.length() + key.length()));
        named.putInt(principal.length());
        put(principal, named);
        put(key, named);
        var hash = ByteBuffer.wrap(Sha256.of(named.array()));
        return new ScopedKey(hash.getLong(), hash.getLong());
    }

    /// @param text the idempotency key of an entry
    /// @return what [#text()] gave it, or [#NONE] for a text that no hub has written
    static ScopedKey parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            return NONE;
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var key = new ScopedKey(bytes.getLong(), bytes.getLong());
            return key.text().equals(text) ? key : NONE;
        } catch (IllegalArgumentException notBase64) {
            return NONE;
        }
    }

    boolean isNone() {
        return equals(NONE);
    }

    String text() {
        if (isNone()) {
            return "";
        }
        var bytes = ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Character by character: an encoding that replaces what it cannot say would let two names meet.
    private static void put(String text, ByteBuffer to) {
        for (int index = 0; index < text.length(); index++) {
            to.putChar(text.charAt(index));
        }
    }
}
