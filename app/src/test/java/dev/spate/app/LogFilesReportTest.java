package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.logfiles.Finding;
import dev.spate.hub.logfiles.OffsetRange;
import dev.spate.testkit.FakeTicker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How findings read, for people and for programs.
final class LogFilesReportTest {
    private static final String SEGMENT = "00000000000000000005.log";
    private static final OffsetRange LOST = new OffsetRange(6, 7);

    private final StringWriter out = new StringWriter();

    static Stream<Arguments> findings() {
        return Stream.of(
                Arguments.of(
                        new Finding.TornTail(SEGMENT, 812, 40),
                        "note: 00000000000000000005.log: 40 bytes from byte 812 on were never written to their end; "
                                + "the next start cuts them off, nothing is lost",
                        "\"finding\":\"note\",\"kind\":\"torn\",\"at\":812,\"bytes\":40"),
                Arguments.of(
                        new Finding.GivenUp("state", LOST),
                        "note: state: without offsets 6 to 7, given up by an earlier repair; subscribers are told",
                        "\"finding\":\"note\",\"kind\":\"given-up\",\"lost\":[6,7]"),
                Arguments.of(
                        new Finding.Spare("notes.txt", "is none of the log's"),
                        "note: notes.txt: is none of the log's",
                        "\"finding\":\"note\",\"kind\":\"spare\""),
                Arguments.of(
                        new Finding.DamagedIndex("1.idx", "missing (expected: beside its segment)"),
                        "warning: 1.idx: missing (expected: beside its segment); the next start builds it anew",
                        "\"finding\":\"warning\",\"kind\":\"index\""),
                Arguments.of(
                        new Finding.DamagedRecords(SEGMENT, 812, 40, LOST),
                        "damage: 00000000000000000005.log: 40 bytes from byte 812 on are damaged; "
                                + "offsets 6 to 7 cannot be read",
                        "\"finding\":\"damage\",\"kind\":\"records\",\"at\":812,\"bytes\":40,\"lost\":[6,7]"),
                Arguments.of(
                        new Finding.DamagedRecords(SEGMENT, 812, 0, new OffsetRange(6, 6)),
                        "damage: 00000000000000000005.log: ends at byte 812; offset 6 cannot be read",
                        "\"finding\":\"damage\",\"kind\":\"records\",\"at\":812,\"bytes\":0,\"lost\":[6,6]"),
                Arguments.of(
                        new Finding.DamagedRecords(SEGMENT, 812, 40, new OffsetRange(6, 5)),
                        "damage: 00000000000000000005.log: 40 bytes from byte 812 on are damaged, "
                                + "which hold no entries",
                        "\"finding\":\"damage\",\"kind\":\"records\",\"at\":812,\"bytes\":40,\"file\""),
                Arguments.of(
                        new Finding.MissingSegment(SEGMENT, LOST),
                        "damage: 00000000000000000005.log: missing (expected: a segment with offsets 6 to 7, "
                                + "or these in the one before it)",
                        "\"finding\":\"damage\",\"kind\":\"missing\",\"lost\":[6,7]"),
                Arguments.of(
                        new Finding.DamagedHeader(SEGMENT, "of another log (expected: this one's secret)"),
                        "damage: 00000000000000000005.log: of another log (expected: this one's secret)",
                        "\"finding\":\"damage\",\"kind\":\"header\""),
                Arguments.of(
                        new Finding.DamagedTable("evictions", "damaged (expected: its checksum)"),
                        "damage: evictions: damaged (expected: its checksum)",
                        "\"finding\":\"damage\",\"kind\":\"table\""),
                Arguments.of(
                        new Finding.Unreadable(SEGMENT, 812, "Input/output error"),
                        "damage: 00000000000000000005.log: cannot be read from byte 812 on, Input/output error",
                        "\"finding\":\"damage\",\"kind\":\"unreadable\",\"at\":812"),
                Arguments.of(
                        new Finding.OtherVersion("state", "version 2 (expected: 1)"),
                        "damage: state: version 2 (expected: 1); another release of spate wrote it",
                        "\"finding\":\"damage\",\"kind\":\"version\""));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void aFindingIsALineForPeople(Finding finding, String line, String members) {
        report(LogFilesReport.Findings.LINES).onFinding(finding);

        assertThat(out.toString().lines()).containsExactly(line);
    }

    @ParameterizedTest
    @MethodSource("findings")
    void aFindingIsAnObjectForProgramsWithItsNumbersAndItsText(Finding finding, String line, String members) {
        report(LogFilesReport.Findings.JSON).onFinding(finding);

        assertThat(out.toString().lines()).singleElement().asString().startsWith("{" + members);
        assertThat(out.toString()).contains("\"file\":\"" + finding.file() + "\",\"text\":\"" + finding.text() + "\"}");
    }

    @Test
    void progressThatIsShownGoesBeforeAFindingIsTold() {
        var err = new StringWriter();
        var ticker = new FakeTicker();
        var progress = new ReadProgress(new PrintWriter(err), ReadProgress.Look.IN_PLACE, ticker);
        var report = new LogFilesReport(LogFilesReport.Findings.LINES, new PrintWriter(out, true), progress);
        ticker.advance(Duration.ofSeconds(1));
        report.onProgress(1 << 20, 3 << 20);

        report.onFinding(new Finding.Spare("notes.txt", "is none of the log's"));

        assertThat(err.toString()).isEqualTo("\r\u001b[Kspate: read 1 of 3 MiB\r\u001b[K");
    }

    private LogFilesReport report(LogFilesReport.Findings findings) {
        var progress = new ReadProgress(new PrintWriter(new StringWriter()), ReadProgress.Look.NONE, new FakeTicker());
        return new LogFilesReport(findings, new PrintWriter(out, true), progress);
    }
}
