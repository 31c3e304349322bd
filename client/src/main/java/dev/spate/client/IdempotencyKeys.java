package dev.spate.client;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Names that no other publisher gives: a random one of its own, and a number.
///
/// Thread-safe.
final class IdempotencyKeys {

    private static final int RANDOM_BITS = 96;

    private final String prefix = new BigInteger(RANDOM_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
    private final AtomicLong count = new AtomicLong();

    /// The key that the publication has, or else a new one.
    String of(Publication publication) {
        return publication.idempotencyKey().isEmpty() ? next() : publication.idempotencyKey();
    }

    private String next() {
        return prefix + "-" + Long.toString(count.getAndIncrement(), Character.MAX_RADIX);
    }
}
