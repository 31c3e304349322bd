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
    /// @throws StraySegmentException if it may have its name and cannot be used
    static ActiveSegment create(LogStore store, long firstOffset) throws IOException {
        return named(store, firstOffset, store.create(firstOffset), new OpenIndex(firstOffset, store.hash()));
    }

    /// Gives one that has been made its name.
    ///
    /// @throws StraySegmentException if it may have its name and cannot be used
    static ActiveSegment named(LogStore store, long firstOffset, DiskFile file, OpenIndex index) throws IOException {
        try (file) {
            file.force();
            store.name(firstOffset);
        }
        try {
            store.disk().force();
            return opened(store, firstOffset, index);
        } catch (IOException e) {
            throw new StraySegmentException(e);
        }
    }

    /// Opened by its name, so that failures from now on tell it.
    private static ActiveSegment opened(LogStore store, long firstOffset, OpenIndex index) throws IOException {
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

    long firstOffset() {
        return segment.firstOffset();
    }

    boolean isEmpty() {
        return index.count() == 0;
    }
}
