package dev.spate.hub.internal.delivery;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Entry;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What comes out of the tail in these tests. Thread-safe: stateless.
final class Entries {
    private static final Publication PUBLICATION = Publication.of("t", "x");

    /// A batch of two, with the offsets 1 and 2.
    static final List<Entry> TWO = List.of(at(1), at(2));

    /// The batch after it.
    static final List<Entry> NEXT_TWO = List.of(at(3), at(4));

    /// What was there before the first.
    static final List<Entry> FIRST = List.of(at(0));

    /// A batch with the offsets 1 to 8.
    static final List<Entry> EIGHT =
            LongStream.rangeClosed(1, 8).mapToObj(Entries::at).toList();

    /// What [#readOn] says if something else was read.
    static final int WRONG = -1;

    private Entries() {}

    private static Entry at(long offset) {
        return new Entry(new Position(1, offset), 0, PUBLICATION);
    }

    /// Reads to the end of what can be seen.
    ///
    /// @param reader null if what should be read has gone
    /// @param read the last offset that was read before
    /// @return the last offset that is read now; [#WRONG] if one is not what should come
    static int readOn(Window.@Nullable Reader reader, int read) {
        if (reader == null) {
            return WRONG;
        }
        int last = read;
        for (var next = reader.next(); next != null; next = reader.next()) {
            last++;
            if (next.offset() != last || next.endBytes() <= next.startBytes()) {
                return WRONG;
            }
        }
        return last;
    }
}
