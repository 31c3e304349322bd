package dev.spate.hub.internal.log.file;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// A reader takes hold of a segment while the log evicts it. Results: how often the file was closed while the reader
/// had hold of it, or [#REFUSED] if it got none; how often it is closed in the end.
///
/// Owner: jcstress, which gives each try a state of its own.
@JCStressTest
@Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "It was read, and closed after that.")
@Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "It had gone before.")
@Outcome(expect = FORBIDDEN, desc = "It was closed under the reader's hands, twice, or never.")
@State
public class HoldAgainstEvictionStress {
    static final int REFUSED = -1;

    private final CountedFile file = new CountedFile();
    private final Segment segment = FileLogs.segment(1, new OpenIndex(1, FileLogs.HASH));

    /// It is open.
    public HoldAgainstEvictionStress() {
        segment.opened(file);
    }

    /// The reader.
    @Actor
    public void read(II_Result result) {
        if (!segment.acquire()) {
            result.r1 = REFUSED;
            return;
        }
        result.r1 = file.closings();
        FileLogs.release(segment);
    }

    /// The log's writer.
    @Actor
    public void evict() {
        FileLogs.release(segment);
    }

    /// What became of both.
    @Arbiter
    public void look(II_Result result) {
        result.r2 = file.closings();
    }
}
