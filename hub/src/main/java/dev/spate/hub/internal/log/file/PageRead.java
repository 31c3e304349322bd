package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.hub.spi.EpochHistory;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads one page. Bounded: it ends after [#MAX_LOOKED] entries, or [#MAX_BYTES] that were read, whatever it has found.
///
/// Owner: the thread that made it; used once.
final class PageRead {
    /// The most entries that are looked at.
    static final int MAX_LOOKED = 4_096;
    /// The bytes of entries at which it is enough.
    static final long MAX_BYTES = 1 << 20;

    private final View view;
    private final EpochHistory epochs;
    private final KeyedHash hash;
    private final PageQuestion question;
    private final long[] topicHashes;
    private final List<Entry> wanted = new ArrayList<>();
    private long cursor;
    private int looked;
    private long lookedBytes;
    private long takenBytes;
    private long superseded;
    private Missing missing;

    PageRead(OpenLog log, PageQuestion question) {
        this.view = log.segments().view();
        this.epochs = log.state().epochs();
        this.hash = log.store().hash();
        this.question = question;
        this.topicHashes = question.topicHashes(hash);
        this.cursor = question.after();
        this.missing = question.tellsGaps() ? evicted(log.segments().evictions()) : Missing.NOTHING;
    }

    /// The table may tell of more than the view, which was taken before.
    private Missing evicted(PersistentEvictions evictions) {
        long gone = view.first() - 1;
        if (topicHashes.length > 0) {
            gone = Math.min(gone, evictions.highest(topicHashes));
        }
        if (gone <= cursor) {
            return Missing.NOTHING;
        }
        return new Missing(gone, question.filter().acceptsAll() ? gone - cursor : Missing.UNKNOWN);
    }

    /// @throws GoneException if what has to be read first is not there any more
    Page page() throws IOException {
        long limit = Math.min(view.head(), question.upTo());
        for (int index = view.indexOf(cursor + 1); index < view.segments().size() && cursor < limit; index++) {
            long last = Math.min(view.lastOffset(index), limit);
            if (last <= cursor) {
                continue;
            }
            if (isHole(index) && !passHole(index)) {
                return pageUpTo(cursor, false);
            }
            if (!readSegment(index, last)) {
                return pageUpTo(cursor, cursor == limit);
            }
            cursor = last;
        }
        return pageUpTo(limit, true);
    }

    private Page pageUpTo(long next, boolean isAtHead) {
        return new Page(wanted, next, isAtHead, missing, superseded);
    }

    /// Whether something that was not evicted is missing before a segment: a repair gave it up.
    private boolean isHole(int index) {
        return question.tellsGaps()
                && cursor + 1 >= view.first()
                && view.segments().get(index).firstOffset() > cursor + 1;
    }

    /// A page tells of what is missing before all that it holds, so it cannot go on behind a hole.
    private boolean passHole(int index) {
        if (cursor > question.after()) {
            return false;
        }
        long lost = view.segments().get(index).firstOffset() - 1;
        missing = new Missing(lost, question.filter().acceptsAll() ? lost - cursor : Missing.UNKNOWN);
        return true;
    }

    /// @return whether there is room for what comes behind the segment; else the cursor says how far it was read
    private boolean readSegment(int index, long last) throws IOException {
        var segment = view.segments().get(index);
        if (!segment.acquire()) {
            if (cursor > question.after()) {
                return false;
            }
            throw new GoneException(segment);
        }
        try {
            return readHeld(index, segment, last);
        } catch (DamagedIndexException e) {
            segment.rebuildIndex();
            throw new GoneException(segment);
        } finally {
            segment.release();
        }
    }

    private boolean readHeld(int index, Segment segment, long last) throws IOException {
        var segmentIndex = segment.index();
        var candidates = candidates(segmentIndex);
        var reader = segment.reader();
        long first = segment.firstOffset();
        int ordinal = (int) (Math.max(cursor, first - 1) - first);
        int limit = (int) (last - first);
        while (looked < MAX_LOOKED && lookedBytes < MAX_BYTES) {
            ordinal = candidates.after(ordinal);
            if (ordinal == SegmentIndex.NONE || ordinal > limit) {
                return true;
            }
            looked++;
            if (question.kind() != PageQuestion.Kind.LATEST || segmentIndex.isNewestOfKey(ordinal)) {
                segment.read(reader, ordinal);
                look(index, ordinal, EntryCodec.decode(epochs.at(first + ordinal), reader.entry()), reader.bytes());
            }
            cursor = first + ordinal;
            if (wanted.size() == question.maxEntries() || takenBytes >= question.maxBytes()) {
                return false;
            }
        }
        return false;
    }

    private void look(int index, int ordinal, Entry entry, int bytes) throws IOException {
        lookedBytes += bytes;
        if (!question.filter().accepts(entry)) {
            return;
        }
        if (isSuperseded(index, ordinal, entry)) {
            superseded += question.kind() == PageQuestion.Kind.CONFLATED ? 1 : 0;
            return;
        }
        wanted.add(entry);
        takenBytes += bytes;
    }

    private boolean isSuperseded(int index, int ordinal, Entry entry) throws IOException {
        var publication = entry.publication();
        boolean matters = question.kind() == PageQuestion.Kind.LATEST || question.kind() == PageQuestion.Kind.CONFLATED;
        if (!matters || publication.key().isEmpty()) {
            return false;
        }
        if (!view.segments().get(index).index().isNewestOfKey(ordinal)) {
            return true;
        }
        long key = hash.of(publication.topics().get(0).name(), publication.key());
        for (int later = index + 1; later < view.segments().size(); later++) {
            var segment = view.segments().get(later);
            if (segment.index().mayHaveKey(key) && hasKey(segment, key)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasKey(Segment segment, long key) throws IOException {
        if (!segment.acquire()) {
            throw new GoneException(segment);
        }
        try {
            return segment.ask(asked -> asked.hasKey(key));
        } finally {
            segment.release();
        }
    }

    private Candidates candidates(SegmentIndex index) throws IOException {
        if (question.kind() == PageQuestion.Kind.IDEMPOTENT) {
            return ordinal -> index.nextIdempotent(ordinal + 1);
        }
        if (topicHashes.length > 0) {
            return new TopicCandidates(index, topicHashes);
        }
        return question.kind() == PageQuestion.Kind.LATEST
                ? ordinal -> index.nextNewestOfKey(ordinal + 1)
                : ordinal -> ordinal + 1;
    }
}
