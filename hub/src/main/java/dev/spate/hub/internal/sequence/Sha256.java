package dev.spate.hub.internal.sequence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash that keys and bodies are known by. Thread-safe: stateless.
final class Sha256 {
    private Sha256() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("SHA-256: missing (expected: in every JVM)", e);
        }
    }
}
