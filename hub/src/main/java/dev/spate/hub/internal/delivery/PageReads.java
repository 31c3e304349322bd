package dev.spate.hub.internal.delivery;

import dev.spate.hub.internal.replay.EncodedPage;
import dev.spate.hub.internal.replay.PageRequest;
import dev.spate.hub.internal.replay.PageShelf;
import dev.spate.hub.internal.replay.PageSource;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What those behind the window need of the log: asked for here, read and encoded on the readers' threads, and kept
/// for a while for whoever comes to the same place.
///
/// ```
/// ask ─▶ waiting ─▶ under way (at most MAX_READS) ─▶ shelf, and the drain queue ─▶ taken by each reader
///           who is in the same place, or a little ahead, joins in                  the last one makes room
/// ```
///
/// A page counts as under way until everybody who waited for it has taken it, so that those are bounded too which
/// wait for their turn on the loop. Reads begin in the order in which they were asked for.
///
/// Owner: the delivery loop of its sender.
final class PageReads {
    /// The most reads of one loop that are under way, or wait to be taken.
    static final int MAX_READS = 16;
    /// What the pages that are kept may take on the heap.
    static final long MAX_SHELF_BYTES = 8L << 20;

    private final Sender sender;
    private final Delivery delivery;
    private final Backlogs backlogs;
    private final PageSource source;
    private final PageShelf<Audience> shelf = new PageShelf<>(MAX_SHELF_BYTES);
    private final JoinableReads joinable;
    private final ArrayDeque<PageRead> waiting = new ArrayDeque<>();
    private int underWay;

    PageReads(Sender sender, Delivery delivery, Backlogs backlogs) {
        this.sender = sender;
        this.backlogs = backlogs;
        this.delivery = delivery;
        this.joinable = new JoinableReads(delivery.limits().maxReadEntries() / 2);
        this.source = new PageSource(delivery.log(), delivery.readers());
    }

    /// The page with what comes next for somebody in a place; if it is not here, the reader will be drained again once
    /// it is.
    ///
    /// @return the page, or null
    @Nullable
    EncodedPage take(LiveSubscription reader, Straggler straggler, Place place) {
        var read = straggler.read;
        var page = read == null ? null : read.page();
        letGo(straggler);
        if (page == null || !page.covers(place.cursor())) {
            page = kept(place);
        }
        if (page == null) {
            // Who joined a read that did not reach as far gets one of its own.
            ask(reader, straggler, place, read == null);
        }
        return page;
    }

    /// One who waited for a page, or has not taken it, does so no longer.
    void letGo(Straggler straggler) {
        var read = straggler.read;
        straggler.read = null;
        if (read != null) {
            read.leave();
            freeIfOver(read);
        }
    }

    /// Nobody is left in an audience.
    void forget(Audience audience) {
        shelf.forget(audience);
    }

    private void ask(LiveSubscription reader, Straggler straggler, Place place, boolean mayJoinNear) {
        var read = mayJoinNear && place.reading().isDivisible() ? joinable.near(place) : joinable.at(place);
        if (read == null) {
            read = new PageRead(place);
            joinable.add(read);
            waiting.add(read);
        }
        read.join(reader);
        straggler.read = read;
        beginNext();
    }

    private void beginNext() {
        while (underWay < MAX_READS && !waiting.isEmpty()) {
            var read = waiting.removeFirst();
            if (!read.isWithoutReaders()) {
                underWay++;
                begin(read);
            }
        }
    }

    private void begin(PageRead read) {
        read.begin();
        var page = kept(read.place());
        if (page != null) {
            arrive(read, page);
            return;
        }
        delivery.tally().reads.increment();
        source.read(request(read.place()))
                .whenComplete((given, failure) -> sender.execute(() -> onRead(read, given, failure)));
    }

    private PageRequest request(Place place) {
        var audience = place.audience();
        var limits = delivery.limits();
        int maxBytes = place.reading().isDivisible() ? limits.maxDrainBytes() : backlogs.maxBytes();
        return new PageRequest(
                audience.filter(),
                place.reading(),
                place.cursor(),
                audience.framing(),
                limits.maxReadEntries(),
                maxBytes);
    }

    private void onRead(PageRead read, @Nullable EncodedPage page, @Nullable Throwable failure) {
        if (page == null) {
            fail(read, failure == null ? new IllegalStateException("log: no page (expected: one)") : failure);
            return;
        }
        if (read.place().audience().isShared()) {
            shelf.add(read.place().audience(), read.place().reading(), page);
        }
        arrive(read, page);
    }

    private void arrive(PageRead read, EncodedPage page) {
        joinable.remove(read);
        read.end(page).forEach(sender.drains()::add);
        freeIfOver(read);
    }

    /// Where nobody waits for it any more, the log may have been closed since: that is nobody's trouble.
    private void fail(PageRead read, Throwable failure) {
        joinable.remove(read);
        if (read.isWithoutReaders()) {
            read.end(null);
            freeIfOver(read);
            return;
        }
        delivery.listener().onLogFailure(failure instanceof CompletionException wrapped ? causeOf(wrapped) : failure);
        for (var reader : read.end(null)) {
            sender.attempt(reader, LiveSubscription::closeForNow);
        }
        freeIfOver(read);
    }

    /// A read that nobody waits for any more is not begun; one that has begun is under way until it has come back.
    private void freeIfOver(PageRead read) {
        if (read.isOverNow()) {
            joinable.remove(read);
            if (read.isBegun()) {
                underWay--;
                beginNext();
            }
        }
    }

    /// A page that is kept, unless the log has forgotten some of what it holds: the retention is what subscribers see.
    private @Nullable EncodedPage kept(Place place) {
        boolean isRetained = place.cursor() + 1 >= delivery.log().bounds().first();
        return isRetained ? shelf.find(place.audience(), place.reading(), place.cursor()) : null;
    }

    private static Throwable causeOf(CompletionException wrapped) {
        var cause = wrapped.getCause();
        return cause == null ? wrapped : cause;
    }
}
