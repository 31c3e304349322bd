package dev.spate.app;

import dev.spate.hub.Ticker;
import dev.spate.hub.logfiles.Finding;
import dev.spate.hub.logfiles.LogWatch;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Tells what is found in the files of a log, and how far the reading has got.
///
/// Owner: the main thread.
final class LogFilesReport implements LogWatch {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SELDOM_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Findings findings;
    private final PrintWriter to;
    private final PrintWriter err;
    private final boolean isTerminal;
    private final Ticker ticker = Ticker.system();
    private long toldNanos = ticker.nanos();
    private boolean isShown;

    /// How findings are written.
    enum Findings {
        LINES,
        JSON
    }

    /// @param to where findings go
    /// @param err where progress goes
    /// @param isTerminal whether a person sees it
    LogFilesReport(Findings findings, PrintWriter to, PrintWriter err, boolean isTerminal) {
        this.findings = findings;
        this.to = to;
        this.err = err;
        this.isTerminal = isTerminal;
    }

    @Override
    public void onProgress(long doneBytes, long allBytes) {
        if (ticker.nanos() - toldNanos < (isTerminal ? EVERY_NANOS : SELDOM_NANOS)) {
            return;
        }
        toldNanos = ticker.nanos();
        var text = "spate: read %d of %d MiB".formatted(doneBytes >> 20, allBytes >> 20);
        if (isTerminal) {
            err.print(ERASE_LINE + text);
            isShown = true;
        } else {
            err.println(text);
        }
        err.flush();
    }

    @Override
    public void onFinding(Finding finding) {
        end();
        to.println(
                switch (findings) {
                    case LINES -> weight(finding) + ": " + finding.file() + ": " + finding.text();
                    case JSON ->
                        JsonLine.of(json -> {
                            json.writeStringProperty("finding", weight(finding));
                            json.writeStringProperty("file", finding.file());
                            json.writeStringProperty("text", finding.text());
                        });
                });
    }

    /// Takes the progress away.
    void end() {
        if (isShown) {
            err.print(ERASE_LINE);
            err.flush();
            isShown = false;
        }
    }

    private static String weight(Finding finding) {
        return finding.weight().name().toLowerCase(Locale.ROOT);
    }
}
