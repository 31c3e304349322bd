package dev.spate.app;

import dev.spate.hub.Ticker;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/// Tells on standard error how much of a log has been read.
///
/// Owner: the main thread.
final class ReadProgress {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final long OFTEN_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SELDOM_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter err;
    private final Look look;
    private final Ticker ticker;
    private long toldNanos;
    private boolean isShown;

    /// What it looks like.
    enum Look {
        /// One line, which is written over.
        IN_PLACE,
        /// A line now and then.
        LINES,
        /// It is not told.
        NONE;

        static Look of(Ends ends) {
            return ends.isErrorTerminal() ? IN_PLACE : LINES;
        }
    }

    ReadProgress(PrintWriter err, Look look, Ticker ticker) {
        this.err = err;
        this.look = look;
        this.ticker = ticker;
        this.toldNanos = ticker.nanos();
    }

    void tell(long doneBytes, long allBytes) {
        switch (look) {
            case NONE -> {}
            case IN_PLACE -> {
                if (isTime(OFTEN_NANOS)) {
                    err.print(ERASE_LINE + text(doneBytes, allBytes));
                    err.flush();
                    isShown = true;
                }
            }
            case LINES -> {
                if (isTime(SELDOM_NANOS)) {
                    err.println(text(doneBytes, allBytes));
                    err.flush();
                }
            }
        }
    }

    /// Makes room for other lines.
    void clear() {
        if (isShown) {
            err.print(ERASE_LINE);
            err.flush();
            isShown = false;
        }
    }

    private boolean isTime(long everyNanos) {
        long now = ticker.nanos();
        boolean isTime = now - toldNanos >= everyNanos;
        toldNanos = isTime ? now : toldNanos;
        return isTime;
    }

    private static String text(long doneBytes, long allBytes) {
        return "spate: read %d of %d MiB".formatted(doneBytes >> 20, allBytes >> 20);
    }
}
