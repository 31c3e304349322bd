package dev.spate.testkit.simulation;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TailListener;
import dev.spate.testkit.ForwardingLog;
import dev.spate.testkit.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A log of which everything that comes out of its tail is noted, that fails when it is told to, and that outlives the
/// hubs that use it, where it is to.
///
/// Owner: the simulation's thread.
final class ObservedLog extends ForwardingLog {
    private static final int PAGE_ENTRIES = 500;
    private static final long PAGE_BYTES = 1 << 20;

    private final Ledger ledger;
    private final Desk desk;
    private final boolean outlivesHubs;
    private @Nullable Comeback comeback;
    private @Nullable CompletionStage<Long> begun;
    private @Nullable TailListener listener;
    private long handedOver;
    private int readsToFail;
    private @Nullable Failure appendToFail;

    /// How an append fails.
    enum Failure {
        /// Nothing was appended.
        LOST,
        /// All was appended: only the answer got lost.
        UNANSWERED
    }

    /// @param ledger takes what comes out of the tail, before the hub does
    /// @param desk is told what is appended, and of which nobody will be told
    /// @param outlivesHubs whether closing it does nothing, and another hub may tail it
    ObservedLog(EventLog log, Ledger ledger, Desk desk, boolean outlivesHubs) {
        super(log);
        this.ledger = ledger;
        this.desk = desk;
        this.outlivesHubs = outlivesHubs;
    }

    /// What is told, before the hub is, of what a log has that was opened anew.
    @FunctionalInterface
    interface Comeback {
        /// @param retained everything that it retains
        /// @param head the offset of its newest entry
        void has(List<Entry> retained, long head);
    }

    /// It was opened on what another one has left.
    ObservedLog comingBack(Comeback newComeback) {
        comeback = newComeback;
        return this;
    }

    void failNextRead() {
        readsToFail++;
    }

    void failNextAppend(Failure failure) {
        appendToFail = failure;
    }

    /// From now on nothing fails any more.
    void recover() {
        readsToFail = 0;
        appendToFail = null;
    }

    @Override
    public CompletionStage<Long> tail(TailListener newListener) {
        listener = newListener;
        var first = begun;
        if (first != null) {
            return first.thenApply(after -> Math.max(after, handedOver));
        }
        var stage = super.tail(this::handOver).thenCompose(this::comeBack);
        begun = stage;
        return stage;
    }

    private CompletionStage<Long> comeBack(long head) {
        var told = comeback;
        if (told == null) {
            return CompletableFuture.completedStage(head);
        }
        var retained = new ArrayList<Entry>();
        return readOn(bounds().first() - 1, head, retained).thenApply(end -> {
            told.has(retained, head);
            return head;
        });
    }

    private CompletionStage<Long> readOn(long after, long head, List<Entry> retained) {
        if (after >= head) {
            return CompletableFuture.completedStage(after);
        }
        return super.read(after, Wanted.everything(), PAGE_ENTRIES, PAGE_BYTES).thenCompose(page -> {
            retained.addAll(page.entries());
            return readOn(page.next(), head, retained);
        });
    }

    private void handOver(List<Entry> entries) {
        ledger.take(entries);
        handedOver = entries.getLast().offset();
        var to = listener;
        if (to != null) {
            to.onEntries(entries);
        }
    }

    @Override
    public Appending append(List<Publication> batch) {
        var failure = appendToFail;
        appendToFail = null;
        if (failure == Failure.LOST) {
            return Appending.failed(broken("append"));
        }
        desk.onAppend(batch, failure == Failure.UNANSWERED);
        var appending = super.append(batch);
        appending.durable().whenComplete((positions, failed) -> {
            if (failed != null) {
                desk.onFailedAppend(batch);
            }
        });
        return failure == null
                ? appending
                : new Appending(unanswered(appending.written()), unanswered(appending.durable()));
    }

    private static CompletionStage<List<Position>> unanswered(CompletionStage<List<Position>> stage) {
        return stage.thenApply(positions -> {
            throw broken("append");
        });
    }

    private <T> CompletionStage<T> mayFail(Supplier<CompletionStage<T>> question) {
        if (readsToFail > 0) {
            readsToFail--;
            return CompletableFuture.failedStage(broken("read"));
        }
        return question.get();
    }

    private static HubException broken(String what) {
        return new HubException(what + ": failed (expected: to be simulated)", new IllegalStateException("simulated"));
    }

    @Override
    public CompletionStage<Page> read(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        return mayFail(() -> super.read(after, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Page> readConflated(long after, EntryFilter filter, int maxEntries, long maxBytes) {
        return mayFail(() -> super.readConflated(after, filter, maxEntries, maxBytes));
    }

    @Override
    public CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes) {
        return mayFail(() -> super.latest(after, upTo, filter, maxEntries, maxBytes));
    }

    @Override
    public void close() {
        listener = null;
        if (!outlivesHubs) {
            super.close();
        }
    }
}
