package dev.spate.hub.internal.log;

import dev.spate.hub.HubException;
import dev.spate.hub.spi.EntryFilter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// Looks for the last entries that match, from the head backwards, slice by slice. The first slice is looked at by
/// whoever asks, every other one by a task of its own, so that a long search holds nobody up.
///
/// Owner: the thread that looks at the slice; the executor hands the scan over to the next.
final class BackwardScan implements Runnable {
    private final MemoryEventLog log;
    private final EntryFilter filter;
    private final Executor executor;
    private final CompletableFuture<Long> answer = new CompletableFuture<>();
    private int wanted;
    private long before = Long.MAX_VALUE;

    BackwardScan(MemoryEventLog log, EntryFilter filter, int count, Executor executor) {
        this.log = log;
        this.filter = filter;
        this.wanted = count;
        this.executor = executor;
    }

    CompletionStage<Long> begin() {
        run();
        return answer;
    }

    @Override
    public void run() {
        try {
            if (!look(log.sliceBefore(before, filter))) {
                executor.execute(this);
            }
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new HubException("log: its executor refuses tasks (expected: to run them)", e));
        } catch (HubException e) {
            answer.completeExceptionally(e);
        }
    }

    /// Whether the search is over.
    private boolean look(Slice slice) {
        for (int index = 0; index < slice.size(); index++) {
            before = slice.offset(index);
            if (filter.accepts(slice.entry(index, log.epochs())) && --wanted == 0) {
                answer.complete(before - 1);
                return true;
            }
        }
        if (slice.isLast()) {
            answer.complete(slice.end());
        }
        return slice.isLast();
    }
}
