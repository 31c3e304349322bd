package dev.spate.hub.internal.delivery;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.TailListener;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Takes what comes out of the log's tail: into the window, encoded once, and then wakes every sender once.
///
/// Owner: the log's tail thread. The future is completed once, by the thread that builds the hub, as soon as the
/// log has said where its tail begins.
public final class Tail implements TailListener {
    private final CompletableFuture<Ways> ways = new CompletableFuture<>();

    private record Ways(Window window, Senders senders, EventLog log) {}

    /// Says where entries go. What the tail brings before that waits for it.
    public void begin(Window window, Senders senders, EventLog log) {
        ways.complete(new Ways(window, senders, log));
    }

    @Override
    public void onEntries(List<Entry> entries) {
        var to = ways.join();
        to.window().append(entries);
        to.window().forgetUpTo(to.log().bounds().first() - 1);
        to.senders().wake();
    }
}
