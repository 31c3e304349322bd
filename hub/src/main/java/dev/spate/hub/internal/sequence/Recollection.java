package dev.spate.hub.internal.sequence;

import dev.spate.hub.HubLimits;
import dev.spate.hub.internal.sequence.IdempotencyWindow.First;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.Page;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Fills the idempotency window with the keys that a log holds: at the start with those of before, and after an
/// append that failed with those that went into the log all the same.
///
/// Owner: the sequencer thread.
final class Recollection {
    /// What a page of what is to be remembered may take.
    private static final long MAX_PAGE_BYTES = 1 << 20;

    private final EventLog log;
    private final HubLimits limits;
    private final InstantSource clock;
    private final IdempotencyWindow idempotency;
    /// Everything up to this offset is remembered, as far as it is to be.
    private long upTo;

    Recollection(EventLog log, HubLimits limits, InstantSource clock, IdempotencyWindow idempotency) {
        this.log = log;
        this.limits = limits;
        this.clock = clock;
        this.idempotency = idempotency;
    }

    /// @return completes with the offset before everything that may be young enough to be remembered
    CompletionStage<Long> findBeginning() {
        return log.beforeTime(clock.millis() - limits.idempotencyAge().toMillis());
    }

    /// Everything up to an offset is remembered.
    void isKnown(long offset) {
        upTo = Math.max(upTo, offset);
    }

    /// @return completes with the next page of what is not remembered yet
    CompletionStage<Page> read() {
        return log.readKeyed(upTo, limits.maxReadEntries(), MAX_PAGE_BYTES);
    }

    /// Remembers what a page holds.
    ///
    /// @return whether there is more
    boolean take(Page page) {
        page.entries().forEach(this::take);
        isKnown(page.next());
        return !page.isAtHead();
    }

    private void take(Entry entry) {
        var publication = entry.publication();
        var key = ScopedKey.parse(publication.idempotencyKey());
        if (key.isNone() || idempotency.find(key).isPresent()) {
            return;
        }
        long agoNanos = TimeUnit.MILLISECONDS.toNanos(clock.millis() - entry.timeMillis());
        idempotency.remember(key, new First(entry.offset(), Body.digest(publication)), agoNanos);
    }
}
