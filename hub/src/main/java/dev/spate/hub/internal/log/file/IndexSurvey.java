package dev.spate.hub.internal.log.file;

import dev.spate.hub.logfiles.Finding;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/// Reads every block of the indexes of a log, and compares what they say of their segments. Whatever is wrong with
/// one costs the next start a read of its segment, and nothing else.
///
/// Owner: the thread that made it.
final class IndexSurvey {
    private final LogStore store;
    private final SurveyTally tally;

    IndexSurvey(LogStore store, SurveyTally tally) {
        this.store = store;
        this.tally = tally;
    }

    /// Looks at the indexes of all segments; the last one need not have any.
    void run(SurveyedLog log) {
        var segments = log.segments();
        for (int index = 0; index < segments.size(); index++) {
            var segment = segments.get(index);
            if (segment.isSound() && !segment.runs().isEmpty()) {
                check(segment, index == segments.size() - 1);
            }
        }
    }

    private void check(SurveyedSegment segment, boolean mayBeMissing) {
        var name = LogStore.indexName(segment.first());
        try (var index = SealedIndex.open(store.disk(), name, store.hash())) {
            requireSame(index, segment);
            tally.read(readThrough(name));
        } catch (NoSuchFileException e) {
            if (!mayBeMissing) {
                tally.found(new Finding.DamagedIndex(name, "missing (expected: beside its segment)"));
            }
        } catch (IOException e) {
            tally.found(new Finding.DamagedIndex(name, String.valueOf(e.getMessage())));
        }
    }

    private static void requireSame(SealedIndex index, SurveyedSegment segment) throws IOException {
        var run = segment.runs().get(0);
        long count = run.last() - run.first() + 1;
        if (index.firstOffset() != segment.first() || index.count() != count) {
            throw new DamagedIndexException("of " + index.count() + " entries from offset " + index.firstOffset()
                    + " (expected: " + count + " from " + segment.first() + ")");
        }
    }

    private long readThrough(String name) throws IOException {
        try (var file = store.disk().open(name)) {
            var blocks = new BlockReader(name, file);
            long count = file.size() / IndexBlock.BYTES;
            for (long block = 0; block < count; block++) {
                blocks.get(block * IndexBlock.CONTENT_BYTES);
            }
            return file.size();
        }
    }
}
