package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.hub.spi.EntryFilter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Looks for the last entries that match, from the head backwards, and lets others read after every
/// [PageRead#MAX_LOOKED] entries.
///
/// Owner: the thread that looks; the executor hands the search over to the next.
final class BackwardSearch implements Runnable {
    private final Readers readers;
    private final OpenLog log;
    private final EntryFilter filter;
    private final long[] topicHashes;
    private final CompletableFuture<Long> answer = new CompletableFuture<>();
    private @Nullable View view;
    private long before;
    private int left;

    /// @param count how many are wanted
    BackwardSearch(Readers readers, OpenLog log, EntryFilter filter, int count) {
        this.readers = readers;
        this.log = log;
        this.filter = filter;
        this.topicHashes = PageQuestion.hashes(filter.exactTopics(), log.store().hash());
        this.left = count;
    }

    /// Begins, on a thread that may read.
    CompletableFuture<Long> begin() {
        run();
        return answer;
    }

    @Override
    public void run() {
        try {
            if (!look()) {
                readers.execute(this, answer);
            }
        } catch (HubException e) {
            answer.completeExceptionally(e);
        } catch (IOException e) {
            answer.completeExceptionally(readers.failure(e));
        }
    }

    /// @return whether the search is over
    private boolean look() throws IOException {
        var now = view();
        int looked = 0;
        for (int index = now.indexOf(before - 1); index >= 0 && before > now.first(); index--) {
            var segment = now.segments().get(index);
            if (!segment.acquire()) {
                break;
            }
            try {
                looked += look(segment, PageRead.MAX_LOOKED - looked);
            } catch (DamagedIndexException e) {
                segment.rebuildIndex();
                return false;
            } finally {
                segment.release();
            }
            if (left == 0) {
                answer.complete(before - 1);
                return true;
            }
            if (looked >= PageRead.MAX_LOOKED) {
                return false;
            }
        }
        answer.complete(log.segments().view().first() - 1);
        return true;
    }

    /// What the log held when the search began.
    private View view() {
        var begun = view;
        if (begun == null) {
            begun = log.segments().view();
            before = begun.head() + 1;
            view = begun;
        }
        return begun;
    }

    /// @return how many entries were looked at
    private int look(Segment segment, int max) throws IOException {
        var candidates = topicHashes.length > 0 ? new TopicCandidates(segment.index(), topicHashes) : null;
        var reader = segment.reader();
        int looked = 0;
        while (looked < max && left > 0) {
            int from = (int) Math.min(before - segment.firstOffset(), Integer.MAX_VALUE);
            int ordinal = candidates == null ? from - 1 : candidates.before(from);
            if (ordinal < 0) {
                before = Math.min(before, segment.firstOffset());
                return looked;
            }
            looked++;
            before = segment.firstOffset() + ordinal;
            segment.read(reader, ordinal);
            left -= filter.accepts(EntryCodec.decode(log.state().epochs().at(before), reader.entry())) ? 1 : 0;
        }
        return looked;
    }
}
