package dev.spate.app;

import dev.spate.hub.logfiles.Finding;
import dev.spate.hub.logfiles.LogWatch;
import java.io.PrintWriter;
import java.util.Locale;

/// Tells what is found in the files of a log, and how far the reading has got.
///
/// Owner: the main thread.
final class LogFilesReport implements LogWatch {
    private final Findings findings;
    private final PrintWriter to;
    private final ReadProgress progress;

    /// How findings are written.
    enum Findings {
        LINES,
        JSON;

        static Findings of(boolean isJson) {
            return isJson ? JSON : LINES;
        }
    }

    /// @param to where findings go
    LogFilesReport(Findings findings, PrintWriter to, ReadProgress progress) {
        this.findings = findings;
        this.to = to;
        this.progress = progress;
    }

    @Override
    public void onProgress(long doneBytes, long allBytes) {
        progress.tell(doneBytes, allBytes);
    }

    @Override
    public void onFinding(Finding finding) {
        progress.clear();
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
        progress.clear();
    }

    private static String weight(Finding finding) {
        return finding.weight().name().toLowerCase(Locale.ROOT);
    }
}
