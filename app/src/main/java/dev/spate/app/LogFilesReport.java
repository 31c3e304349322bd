package dev.spate.app;

import dev.spate.hub.logfiles.Finding;
import dev.spate.hub.logfiles.LogWatch;
import dev.spate.hub.logfiles.OffsetRange;
import java.io.PrintWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

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
                            writeDetails(json, finding);
                            json.writeStringProperty("file", finding.file());
                            json.writeStringProperty("text", finding.text());
                        });
                });
    }

    /// What a program would have to read out of the text.
    private static void writeDetails(JsonGenerator json, Finding finding) {
        switch (finding) {
            case Finding.TornTail torn -> writePlace(json, "torn", torn.at(), torn.bytes());
            case Finding.GivenUp given -> writeLost(json, "given-up", given.lost());
            case Finding.Spare _ -> writeKind(json, "spare");
            case Finding.DamagedIndex _ -> writeKind(json, "index");
            case Finding.DamagedRecords records -> {
                writePlace(json, "records", records.at(), records.bytes());
                writeLost(json, records.lost());
            }
            case Finding.MissingSegment missing -> writeLost(json, "missing", missing.lost());
            case Finding.DamagedHeader _ -> writeKind(json, "header");
            case Finding.DamagedTable _ -> writeKind(json, "table");
            case Finding.Unreadable unreadable -> {
                writeKind(json, "unreadable");
                json.writeNumberProperty("at", unreadable.at());
            }
            case Finding.OtherVersion _ -> writeKind(json, "version");
        }
    }

    private static void writeKind(JsonGenerator json, String kind) {
        json.writeStringProperty("kind", kind);
    }

    private static void writePlace(JsonGenerator json, String kind, long at, long bytes) {
        writeKind(json, kind);
        json.writeNumberProperty("at", at);
        json.writeNumberProperty("bytes", bytes);
    }

    private static void writeLost(JsonGenerator json, String kind, OffsetRange lost) {
        writeKind(json, kind);
        writeLost(json, lost);
    }

    private static void writeLost(JsonGenerator json, OffsetRange lost) {
        if (lost.count() > 0) {
            json.writeArrayPropertyStart("lost");
            json.writeNumber(lost.first());
            json.writeNumber(lost.last());
            json.writeEndArray();
        }
    }

    /// Takes the progress away.
    void end() {
        progress.clear();
    }

    private static String weight(Finding finding) {
        return finding.weight().name().toLowerCase(Locale.ROOT);
    }
}
