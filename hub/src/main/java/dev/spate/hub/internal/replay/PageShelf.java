package dev.spate.hub.internal.replay;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Pages that were read not long ago, for the next one who needs them: of a thousand that lag in one audience, one
/// reads the log. The page that was used the longest ago goes first.
///
/// Owner: the delivery loop of its sender.
///
/// @param <A> what pages are read for
public final class PageShelf<A> {
    /// How many pages are kept, so that looking for one stays cheap.
    public static final int MAX_PAGES = 128;

    private final ArrayDeque<Kept<A>> latestFirst = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;

    private record Kept<A>(A audience, Reading reading, EncodedPage page) {
        boolean isFor(A one, Reading what, long cursor) {
            boolean isThere = what.isDivisible() ? page.covers(cursor) : page.from() == cursor;
            return isThere && audience.equals(one) && reading.equals(what);
        }
    }

    /// @param maxBytes what the pages may take together on the heap; the latest is kept whatever it takes
    public PageShelf(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Keeps a page.
    public void add(A audience, Reading reading, EncodedPage page) {
        latestFirst.addFirst(new Kept<>(audience, reading, page));
        bytes += page.heapBytes();
        while (latestFirst.size() > 1 && (bytes > maxBytes || latestFirst.size() > MAX_PAGES)) {
            bytes -= latestFirst.removeLast().page().heapBytes();
        }
    }

    /// @return a page that says what an audience lacks after a cursor, or null
    public @Nullable EncodedPage find(A audience, Reading reading, long cursor) {
        for (var kept : latestFirst) {
            if (kept.isFor(audience, reading, cursor)) {
                use(kept);
                return kept.page();
            }
        }
        return null;
    }

    /// Forgets the pages of one that is not there any more.
    public void forget(A audience) {
        latestFirst.removeIf(kept -> {
            boolean isIts = kept.audience().equals(audience);
            bytes -= isIts ? kept.page().heapBytes() : 0;
            return isIts;
        });
    }

    /// @return what the pages take now
    public long bytes() {
        return bytes;
    }

    private void use(Kept<A> kept) {
        if (!latestFirst.getFirst().equals(kept)) {
            latestFirst.remove(kept);
            latestFirst.addFirst(kept);
        }
    }
}
