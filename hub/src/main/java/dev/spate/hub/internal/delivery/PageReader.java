package dev.spate.hub.internal.delivery;

import dev.spate.hub.spi.Page;
import dev.spate.wire.EventEncoder;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Reads the log for those whose cursors lie behind the window, and makes blocks of what it gives.
///
/// Owner: the delivery loop of its sender.
final class PageReader {
    private final Sender sender;
    private final EventEncoder encoder = new EventEncoder();

    PageReader(Sender sender) {
        this.sender = sender;
    }

    /// @return the next page; a stage that fails, however the log does
    CompletionStage<Page> read(long cursor, Filter filter) {
        try {
            return sender.log().read(cursor, filter, sender.limits().maxReadEntries(), sender.maxBacklogBytes());
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    /// What a page holds; the caller gives the block's share back.
    Backlog backlogOf(Page page, Audience audience) {
        if (page.entries().isEmpty()) {
            return new Backlog(null, page.next(), 0, 0);
        }
        var wires = new ArrayList<byte[]>(page.entries().size());
        for (var entry : page.entries()) {
            wires.add(WindowEntry.encode(entry, encoder));
        }
        long last = page.entries().getLast().offset();
        return new Backlog(sender.backlogs().build(audience.framing(), wires), page.next(), last, wires.size());
    }
}
