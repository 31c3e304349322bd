package dev.spate.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The secret that opens what only an administrator may see. Only its digest is kept. Thread-safe: immutable.
public final class AdminToken {
    private static final int MIN_LENGTH = 16;

    private final byte[] digest;

    private AdminToken(byte[] digest) {
        this.digest = digest;
    }

    /// @param secret at least 16 characters
    /// @return the token
    /// @throws IllegalArgumentException if the secret is too short; the message does not show it
    public static AdminToken of(String secret) {
        if (secret.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "admin token: " + secret.length() + " characters (expected: at least " + MIN_LENGTH + ")");
        }
        return new AdminToken(digest(secret));
    }

    /// Compares in a time that does not depend on where the two differ.
    ///
    /// @param presented what somebody claims to be the secret
    /// @return whether it is
    public boolean matches(String presented) {
        return MessageDigest.isEqual(digest, digest(presented));
    }

    @Override
    public String toString() {
        return "AdminToken[hidden]";
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("digest: SHA-256 is missing (expected: in every JDK)", e);
        }
    }
}
