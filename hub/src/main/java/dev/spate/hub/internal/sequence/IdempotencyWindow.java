package dev.spate.hub.internal.sequence;

import dev.spate.hub.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

/// Remembers which idempotency keys were used, for so long and for so many: a key is forgotten when either limit is
/// reached, the oldest first. Keys of different principals never meet.
///
/// Owner: the sequencer thread.
final class IdempotencyWindow {
    private final KeyTable keys = new KeyTable(new SecureRandom());
    private final long ageNanos;
    private final int maxKeys;
    private final Ticker ticker;

    /// What was published first with a key. Thread-safe: immutable.
    ///
    /// @param offset where it is
    /// @param digest what it says
    record First(long offset, long digest) {}

    IdempotencyWindow(Duration age, int maxKeys, Ticker ticker) {
        this.ageNanos = age.toNanos();
        this.maxKeys = Math.min(maxKeys, KeyTable.MAX_KEYS);
        this.ticker = ticker;
    }

    /// What was published first with this key.
    Optional<First> find(ScopedKey key) {
        if (keys.size() == 0) {
            return Optional.empty();
        }
        forgetOld();
        long slot = keys.find(key);
        return slot == KeyTable.ABSENT
                ? Optional.empty()
                : Optional.of(new First(keys.offset(slot), keys.digest(slot)));
    }

    /// @param key one that is not remembered
    void remember(ScopedKey key, First first) {
        remember(key, first, 0);
    }

    /// @param key one that is not remembered
    /// @param agoNanos how long ago it was used; what came before it was used before it, whatever the clocks said
    void remember(ScopedKey key, First first, long agoNanos) {
        long time = ticker.nanos() - Math.clamp(agoNanos, 0, ageNanos);
        if (keys.size() > 0 && time - keys.newestTime() < 0) {
            time = keys.newestTime();
        }
        if (keys.size() == maxKeys) {
            keys.removeOldest();
        }
        keys.add(key, first, time);
    }

    /// @return how many keys are remembered; those that are too old go when the next one is looked for
    int size() {
        return keys.size();
    }

    private void forgetOld() {
        long now = ticker.nanos();
        while (keys.size() > 0 && now - keys.oldestTime() > ageNanos) {
            keys.removeOldest();
        }
    }
}
