package dev.spate.hub.internal.log.file;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// The log's writer adds entries of one topic to the index, which has to grow for that, and lets them be seen; a reader
/// looks them up. Results: the newest entry that it saw; how many it found then.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "3, 3", expect = ACCEPTABLE, desc = "It came before.")
@Outcome(
        id = {"3, 4", "3, 5"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "It found what it is not to see yet.")
@Outcome(
        id = {"4, 4", "4, 5", "5, 5"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "It found all that it saw.")
@Outcome(expect = FORBIDDEN, desc = "What came out of the tail is not found, or is not what it was.")
@State
public class PostingsAgainstAppendStress {
    /// The next ones do not fit into the first four places of a topic.
    private static final int BEFORE = 3;
    private static final int AFTER = 5;

    private final OpenIndex index = new OpenIndex(1, FileLogs.HASH);
    private volatile int head = BEFORE;

    /// Some are there.
    public PostingsAgainstAppendStress() {
        for (int offset = 1; offset <= BEFORE; offset++) {
            FileLogs.add(index, offset);
        }
    }

    /// The log's writer.
    @Actor
    public void append() {
        for (int offset = BEFORE + 1; offset <= AFTER; offset++) {
            FileLogs.add(index, offset);
            head = offset;
        }
    }

    /// The reader.
    @Actor
    public void find(II_Result result) {
        result.r1 = head;
        result.r2 = FileLogs.countFound(index);
    }
}
