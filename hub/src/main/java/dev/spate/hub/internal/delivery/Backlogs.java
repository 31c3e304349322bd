package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import dev.spate.hub.Framing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds what those who are behind lack out of the window, and keeps it for the length of a turn: a thousand
/// subscriptions that come back with the same last id share one block.
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

    private final Sender sender;
    private final BlockBuilder builder;
    private final Map<Place, Backlog> kept = new HashMap<>();

    private record Place(Audience audience, long cursor) {}

    Backlogs(Sender sender, Pinned pinned) {
        this.sender = sender;
        this.builder = new BlockBuilder(pinned);
    }

    /// What an audience lacks between a cursor and an offset.
    ///
    /// @return null if the window cannot tell, or the log can tell it cheaper
    @Nullable
    Backlog between(Audience audience, long cursor, long upTo) {
        var place = new Place(audience, cursor);
        var backlog = kept.get(place);
        if (backlog == null) {
            backlog = scan(audience, cursor, upTo);
            if (backlog != null) {
                kept.put(place, backlog);
            }
        }
        return backlog;
    }

    /// Forgets everything: the turn is over.
    void clear() {
        if (kept.isEmpty()) {
            return;
        }
        for (var backlog : kept.values()) {
            if (backlog.block() != null) {
                backlog.block().release();
            }
        }
        kept.clear();
    }

    private @Nullable Backlog scan(Audience audience, long cursor, long upTo) {
        var reader = sender.window().after(cursor);
        if (reader == null) {
            return null;
        }
        int maxBytes = sender.maxBacklogBytes();
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
        sender.drains().spend(scanned / SCANNED_PER_WRITE + builder.length() / COPIED_PER_WRITE);
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
