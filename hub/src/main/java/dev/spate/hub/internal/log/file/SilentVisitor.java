package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.Entry;
import java.io.IOException;

/// Looks on while a segment is read for the places of its records alone. Thread-safe: stateless.
final class SilentVisitor implements SegmentSurvey.Visitor {
    @Override
    public void onEntry(RecordHead head, int bytes, Entry entry) {
        // It is read once more.
    }

    @Override
    public void onPlace(long doneBytes) {
        // It is read once more.
    }

    @Override
    public void onUnreadable(long at, IOException failure) {
        // It will fail once more, or be read then.
    }

    @Override
    public boolean isEnough() {
        return false;
    }
}
