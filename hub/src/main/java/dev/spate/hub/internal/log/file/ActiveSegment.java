package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// The segment that is being written. Thread-safe: immutable, of parts that are their own.
///
/// @param segment as readers know it
/// @param index of it
/// @param file of it; the segment closes it
record ActiveSegment(Segment segment, OpenIndex index, DiskFile file) {
    /// Makes an empty one, which is on the disk, with its name, once this returns.
    ///
    /// @throws IOException if it could not be made; it can be tried again
    /// @throws UnforcedNameException if nobody knows whether its name is on the disk
    static ActiveSegment create(LogStore store, long firstOffset) throws IOException {
        return named(store, firstOffset, store.create(firstOffset), new OpenIndex(firstOffset, store.hash()));
    }

    /// Gives one that has been made its name.
    static ActiveSegment named(LogStore store, long firstOffset, DiskFile file, OpenIndex index) throws IOException {
        try (file) {
            file.force();
            store.name(firstOffset);
            force(store);
        }
        // Opened by its name, so that failures from now on tell it.
        var named = store.disk().open(LogStore.segmentName(firstOffset));
        try {
            var segment = new Segment(store, index, named.size());
            segment.opened(named);
            return new ActiveSegment(segment, index, named);
        } catch (IOException e) {
            LogStore.close(named, e);
            throw e;
        }
    }

    private static void force(LogStore store) throws IOException {
        try {
            store.disk().force();
        } catch (IOException e) {
            throw new UnforcedNameException(e);
        }
    }

    long firstOffset() {
        return segment.firstOffset();
    }

    boolean isEmpty() {
        return index.count() == 0;
    }
}
