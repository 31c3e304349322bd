package dev.spate.hub.internal.sequence;

import dev.spate.hub.Position;
import dev.spate.hub.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/// Remembers which idempotency keys were used, for so long and for so many: a key is forgotten when either limit is
/// reached, the oldest first. Keys of different principals never meet.
///
/// Owner: the sequencer thread.
final class IdempotencyWindow {
    private final LinkedHashMap<Key, Remembered> remembered = new LinkedHashMap<>();
    private final long ageNanos;
    private final int maxKeys;
    private final Ticker ticker;

    /// @param principal the name of who used it
    /// @param key what was used
    record Key(String principal, String key) {}

    /// @param position where the publication is
    /// @param id the id that subscribers see
    record First(Position position, String id) {}

    private record Remembered(First first, long atNanos) {}

    IdempotencyWindow(Duration age, int maxKeys, Ticker ticker) {
        this.ageNanos = age.toNanos();
        this.maxKeys = maxKeys;
        this.ticker = ticker;
    }

    /// What was published first with this key.
    Optional<First> find(Key key) {
        forgetOld();
        return Optional.ofNullable(remembered.get(key)).map(Remembered::first);
    }

    void remember(Key key, First first) {
        remembered.put(key, new Remembered(first, ticker.nanos()));
        if (remembered.size() > maxKeys) {
            remembered.pollFirstEntry();
        }
    }

    private void forgetOld() {
        long now = ticker.nanos();
        var oldest = remembered.firstEntry();
        while (oldest != null && now - oldest.getValue().atNanos() > ageNanos) {
            remembered.pollFirstEntry();
            oldest = remembered.firstEntry();
        }
    }
}
