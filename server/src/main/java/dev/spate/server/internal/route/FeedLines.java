package dev.spate.server.internal.route;

import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.ContentCoding;
import dev.spate.server.internal.http.GzipInput;
import dev.spate.server.internal.http.Line;
import dev.spate.server.internal.http.LineSplitter;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The lines of a body that comes in pieces, perhaps compressed. Only as much is inflated as is asked for.
///
/// Owner: the connection's event loop. To be closed: it may hold memory outside the heap.
final class FeedLines implements AutoCloseable {
    private static final int ROOM = 8_192;

    private final LineSplitter splitter;
    private final BodyBudget budget;
    private final @Nullable GzipInput gzip;
    private final byte[] room;
    private final ArrayDeque<byte[]> pieces = new ArrayDeque<>(2);
    private long reserved;
    private boolean isClosed;

    FeedLines(int maxLineBytes, ContentCoding coding, BodyBudget budget) {
        this.splitter = new LineSplitter(maxLineBytes);
        this.budget = budget;
        this.gzip = coding == ContentCoding.GZIP ? new GzipInput() : null;
        this.room = new byte[coding == ContentCoding.GZIP ? ROOM : 0];
    }

    void add(byte[] piece) {
        if (!isClosed) {
            pieces.add(piece);
        }
    }

    /// @return the next whole line, or empty if more has to come first
    /// @throws RefusedException if nothing sensible can follow
    Optional<Line> next() {
        if (isClosed) {
            return Optional.empty();
        }
        Optional<Line> line = splitter.next();
        while (line.isEmpty() && refill()) {
            line = splitter.next();
        }
        account();
        return line;
    }

    /// To be called at the end of the body, after [#next()] has returned nothing.
    ///
    /// @return the last line, if it had no end of its own
    /// @throws RefusedException if the body has ended too early
    Optional<Line> last() {
        if (isClosed) {
            return Optional.empty();
        }
        if (gzip != null && !gzip.isComplete()) {
            throw new RefusedException(ProblemKind.BAD_BODY, "body: its end is missing (expected: gzip, as announced)");
        }
        Optional<Line> line = splitter.last();
        account();
        return line;
    }

    /// @return whether everything that came has been taken
    boolean isEmpty() {
        return isClosed || (pieces.isEmpty() && splitter.isEmpty() && (gzip == null || gzip.isComplete()));
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            pieces.clear();
            budget.release(reserved);
            reserved = 0;
            if (gzip != null) {
                gzip.close();
            }
        }
    }

    private boolean refill() {
        if (gzip == null) {
            if (pieces.isEmpty()) {
                return false;
            }
            splitter.offer(pieces.remove());
            return true;
        }
        int count = gzip.inflate(room);
        while (count == 0 && !pieces.isEmpty()) {
            gzip.offer(pieces.remove());
            count = gzip.inflate(room);
        }
        if (count > 0) {
            splitter.offer(Arrays.copyOf(room, count));
        }
        return count > 0;
    }

    /// What waits for the end of its line is held by nobody else, so it is counted here.
    private void account() {
        long held = splitter.partialBytes();
        if (held > reserved && !budget.reserve(held - reserved)) {
            throw new RefusedException(BodyBudget.exhausted());
        }
        if (held < reserved) {
            budget.release(reserved - held);
        }
        reserved = held;
    }
}
