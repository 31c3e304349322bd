package dev.spate.hub.internal.delivery;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Entry;
import java.util.List;

/// What comes out of the tail in these tests. Thread-safe: stateless.
final class Entries {
    private static final Publication PUBLICATION = Publication.of("t", "x");

    /// A batch of two, with the offsets 1 and 2.
    static final List<Entry> TWO = List.of(at(1), at(2));

    /// The batch after it.
    static final List<Entry> NEXT_TWO = List.of(at(3), at(4));

    private Entries() {}

    private static Entry at(long offset) {
        return new Entry(new Position(1, offset), 0, PUBLICATION);
    }

    /// Reads to the end of what can be seen.
    ///
    /// @return how many entries; -1 if one is not what should come
    static int countAscending(Window.Reader reader) {
        int count = 0;
        for (var next = reader.next(); next != null; next = reader.next()) {
            count++;
            if (next.offset() != count || next.endBytes() <= next.startBytes()) {
                return -1;
            }
        }
        return count;
    }
}
