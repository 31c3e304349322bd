package dev.spate.hub.internal.log.file;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/// The log's writer appends an entry, begins a new segment, and appends another; a reader looks up what it sees.
/// Results: the newest entry that it saw; how many it found in all segments that it saw, up to that one.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "It came before.")
@Outcome(
        id = {"1, 1", "2, 2"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "It found all that it saw.")
@Outcome(expect = FORBIDDEN, desc = "What came out of the tail is not found, or is not what it was.")
@State
public class ViewAgainstRollStress {
    private final OpenIndex firstIndex = new OpenIndex(1, FileLogs.HASH);
    private final OpenIndex secondIndex = new OpenIndex(2, FileLogs.HASH);
    private final Segment first = FileLogs.segment(1, firstIndex);
    private final Segment second = FileLogs.segment(2, secondIndex);
    private final Segments segments =
            new Segments(FileLogs.STORE, FileLogs.ENDLESS, FileLogs.NONE_EVICTED, new LongAdder());

    /// Empty.
    public ViewAgainstRollStress() {
        segments.begin(List.of(first), 0);
    }

    /// The log's writer.
    @Actor
    public void append() {
        FileLogs.add(firstIndex, 1);
        segments.commit(1);
        segments.roll(second, 1);
        FileLogs.add(secondIndex, 2);
        segments.commit(2);
    }

    /// The reader.
    @Actor
    public void find(JJ_Result result) {
        var view = segments.view();
        result.r1 = view.head();
        result.r2 = FileLogs.countFound(view);
    }
}
