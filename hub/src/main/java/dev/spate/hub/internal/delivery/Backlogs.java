package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import dev.spate.hub.Framing;
import dev.spate.hub.internal.replay.EncodedPage;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes blocks of what those who are behind lack, out of the window or a page of the log, and keeps them for those in
/// the same place: what is part of something for the length of a turn, a whole page for as long as a sink holds it.
///
/// Owner: the delivery loop of its sender.
final class Backlogs {
    /// The most entries looked at in one go, so that a sparse filter does not hold up the loop.
    private static final int MAX_SCANNED = 4_096;
    /// A scan that finds fewer than one entry in so many is left to the log's postings.
    private static final int SPARSE = 64;

    /// How many entries are looked at, and how many bytes are copied, at the cost of a write.
    private static final int SCANNED_PER_WRITE = 64;

    private static final int COPIED_PER_WRITE = 4_096;

    /// How much one is given in one go when sockets hold much already.
    private static final int SMALL_BYTES = 2_048;

    private final Delivery delivery;
    private final DrainQueue drains;
    private final BlockBuilder builder;
    private final Map<Place, Backlog> kept = new HashMap<>();
    private final IdentityHashMap<EncodedPage, Block> lent = new IdentityHashMap<>();

    Backlogs(Delivery delivery, DrainQueue drains, Pinned pinned) {
        this.delivery = delivery;
        this.drains = drains;
        this.builder = new BlockBuilder(pinned);
    }

    /// What is lacking in a place, up to an offset.
    ///
    /// @return null if the window cannot tell, or the log can tell it cheaper
    @Nullable
    Backlog between(Place place, long upTo) {
        var backlog = kept.get(place);
        if (backlog == null) {
            backlog = scan(place.audience(), place.cursor(), upTo);
            if (backlog != null) {
                kept.put(place, backlog);
            }
        }
        return backlog;
    }

    /// What is lacking in a place, out of a page that covers it.
    Backlog of(EncodedPage page, Place place) {
        int first = page.indexAfter(place.cursor());
        boolean isCut = place.reading().isDivisible() && isTight();
        int end = page.endWithin(first, isCut ? SMALL_BYTES : Integer.MAX_VALUE);
        if (first == end) {
            return new Backlog(null, page.next(), 0, 0);
        }
        if (end - first == page.count()) {
            var block = lent.computeIfAbsent(page, whole -> builder.blockOf(whole.whole()));
            return new Backlog(block, page.next(), page.offset(end - 1), end - first);
        }
        return kept.computeIfAbsent(place, here -> partOf(page, first, end));
    }

    /// Forgets what nobody holds any more: the turn is over.
    void clear() {
        if (!kept.isEmpty()) {
            for (var backlog : kept.values()) {
                if (backlog.block() != null) {
                    backlog.block().release();
                }
            }
            kept.clear();
        }
        if (!lent.isEmpty()) {
            lent.values().removeIf(Backlogs::isGivenBack);
        }
    }

    private static boolean isGivenBack(Block block) {
        boolean isGivenBack = !block.isShared();
        if (isGivenBack) {
            block.release();
        }
        return isGivenBack;
    }

    private Backlog partOf(EncodedPage page, int first, int end) {
        byte[] part = page.part(first, end);
        drains.spend(part.length / COPIED_PER_WRITE);
        long last = page.offset(end - 1);
        return new Backlog(builder.blockOf(part), end == page.count() ? page.next() : last, last, end - first);
    }

    /// How many bytes one who is behind is given in one go. Little, once sockets hold half of what they may: many
    /// who catch up at once would be closed for stalling otherwise.
    int maxBytes() {
        int most = delivery.limits().maxDrainBytes();
        return isTight() ? Math.min(most, SMALL_BYTES) : most;
    }

    private boolean isTight() {
        return delivery.tally().pinnedBytes() > delivery.limits().maxPinnedBytes() / 2;
    }

    private @Nullable Backlog scan(Audience audience, long cursor, long upTo) {
        var reader = delivery.window().after(cursor);
        if (reader == null) {
            return null;
        }
        int maxBytes = maxBytes();
        int scanned = 0;
        int count = 0;
        long to = cursor;
        long last = 0;
        for (var entry = reader.next(); entry != null && entry.offset() <= upTo; entry = reader.next()) {
            if (scanned == MAX_SCANNED || builder.length() >= maxBytes) {
                spend(scanned);
                return isBetterByPostings(audience, scanned, count) ? abandoned() : backlog(audience, to, last, count);
            }
            scanned++;
            to = entry.offset();
            if (audience.filter().accepts(entry.traits())) {
                builder.add(entry.wire());
                last = entry.offset();
                count++;
            }
        }
        spend(scanned);
        return backlog(audience, upTo, last, count);
    }

    private void spend(int scanned) {
        drains.spend(scanned / SCANNED_PER_WRITE + builder.length() / COPIED_PER_WRITE);
    }

    private Backlog backlog(Audience audience, long to, long last, int count) {
        return new Backlog(count == 0 ? null : builder.build(audience.framing()), to, last, count);
    }

    private @Nullable Backlog abandoned() {
        builder.clear();
        return null;
    }

    private static boolean isBetterByPostings(Audience audience, int scanned, int count) {
        return scanned == MAX_SCANNED
                && count < MAX_SCANNED / SPARSE
                && !audience.filter().exactTopics().isEmpty();
    }

    /// Builds a block of entries that were read elsewhere; the caller gives its share back.
    Block build(Framing framing, List<byte[]> wires) {
        for (var wire : wires) {
            builder.add(wire);
        }
        return builder.build(framing);
    }
}
