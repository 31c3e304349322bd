package dev.spate.hub.internal.delivery;

import dev.spate.hub.internal.replay.Reading;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The reads that have not come back, by what they are for and where they begin, so that others can wait for them too.
///
/// Owner: the delivery loop of its sender.
final class JoinableReads {
    private final int nearEntries;
    private final Map<Kind, TreeMap<Long, PageRead>> byCursor = new HashMap<>();

    private record Kind(Audience audience, Reading reading) {
        static Kind of(Place place) {
            return new Kind(place.audience(), place.reading());
        }
    }

    /// @param nearEntries how far ahead of where a read begins one may be to hope for its page
    JoinableReads(int nearEntries) {
        this.nearEntries = nearEntries;
    }

    void add(PageRead read) {
        byCursor.computeIfAbsent(Kind.of(read.place()), kind -> new TreeMap<>())
                .put(read.place().cursor(), read);
    }

    void remove(PageRead read) {
        var kind = Kind.of(read.place());
        var reads = byCursor.get(kind);
        if (reads != null && reads.remove(read.place().cursor(), read) && reads.isEmpty()) {
            byCursor.remove(kind);
        }
    }

    /// @return the read that begins in a place, or null
    @Nullable
    PageRead at(Place place) {
        var reads = byCursor.get(Kind.of(place));
        return reads == null ? null : reads.get(place.cursor());
    }

    /// A read that begins in a place, or so little before it that its page probably reaches beyond.
    ///
    /// @return the read, or null
    @Nullable
    PageRead near(Place place) {
        var reads = byCursor.get(Kind.of(place));
        var found = reads == null ? null : reads.floorEntry(place.cursor());
        return found != null && place.cursor() - found.getKey() <= nearEntries ? found.getValue() : null;
    }
}
