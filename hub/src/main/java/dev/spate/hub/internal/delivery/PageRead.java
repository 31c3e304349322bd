package dev.spate.hub.internal.delivery;

import dev.spate.hub.internal.replay.EncodedPage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One read of the log, and those who wait for it in the same place.
///
/// Owner: the delivery loop of its sender.
final class PageRead {
    private final Place place;
    private List<LiveSubscription> readers = new ArrayList<>(1);
    private int left;
    private boolean isBegun;
    private boolean isRunning;
    private boolean wasOver;
    private @Nullable EncodedPage page;

    PageRead(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    void join(LiveSubscription reader) {
        readers.add(reader);
        left++;
    }

    /// One has taken the page, or will not.
    void leave() {
        left--;
    }

    /// Whether nobody waits for it, nor has still to take it.
    boolean isWithoutReaders() {
        return left == 0;
    }

    void begin() {
        isBegun = true;
        isRunning = true;
    }

    /// Whether it was one of those under way.
    boolean isBegun() {
        return isBegun;
    }

    /// Whether nothing comes of it any more: it is not on its way, and nobody wants it. Said once.
    boolean isOverNow() {
        boolean isOver = !wasOver && !isRunning && left == 0;
        wasOver |= isOver;
        return isOver;
    }

    /// It has come back.
    ///
    /// @param read the page, or null if it could not be read
    /// @return everybody who joined, those who have gone since among them
    List<LiveSubscription> end(@Nullable EncodedPage read) {
        var joined = readers;
        readers = List.of();
        page = read;
        isRunning = false;
        return joined;
    }

    /// What was read; null as long as it has not come.
    @Nullable
    EncodedPage page() {
        return page;
    }
}
