package dev.spate.app;

import dev.spate.hub.HubException;
import dev.spate.hub.Matcher;
import dev.spate.hub.Ticker;
import dev.spate.hub.logfiles.LogFiles;
import dev.spate.hub.spi.Entry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spate log dump`: writes the entries of a log.
///
/// Owner: the main thread.
@Command(
        name = "dump",
        description = {
            "Writes the entries of a log, passing over what is damaged. The hub must not be running.",
            "Exit code 0: all was read, 1: something is damaged, which standard error tells, or the log is in use.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: spate log dump data/events --topic 'prices/{symbol}' --from 2026-01-31T12:00:00Z",
            "         spate log dump data/events | curl -X POST -T - -H 'Content-Type: application/x-ndjson' "
                    + "http://localhost:8080/events"
        })
final class LogDumpCommand implements Callable<Integer> {
    private static final int MAX_UNSENT_CHARS = 1 << 16;

    private final Supplier<Ends> ends;

    @Parameters(paramLabel = "DIR", description = "the directory of the log, such as data/events")
    private Path directory = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "ndjson: a line for each entry, which a hub takes as a feed; sse: an event stream; "
                    + "text: position, time, topics, type, data (default: ndjson)")
    private EntryFormat format = EntryFormat.NDJSON;

    @Option(
            names = "--positions",
            description = "with ndjson: position and time of each entry too, which no feed takes")
    private boolean isPositioned;

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            description = "only entries of this topic or template such as 'prices/{symbol}' (repeatable)")
    private List<String> topics = List.of();

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description = "begin with this position, such as '#7mzk0qo2f-2s', or time, such as 2026-01-31T12:00:00Z")
    private String from = "";

    @Option(names = "--to", paramLabel = "WHERE", description = "end with this position or time")
    private String to = "";

    @Option(names = "--limit", paramLabel = "N", description = "at most so many entries")
    private long limit = Long.MAX_VALUE;

    @Spec
    private CommandSpec spec;

    private long written;
    private int unsentChars;

    LogDumpCommand(Supplier<Ends> ends) {
        this.ends = ends;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw wrong("limit: " + limit + " (expected: >= 1)");
        }
        var err = spec.commandLine().getErr();
        var report =
                new LogFilesReport(LogFilesReport.Findings.LINES, err, new ReadProgress(err, look(), Ticker.system()));
        var matchers = matchers();
        try {
            var files = LogFiles.at(directory);
            var epochs = files.epochs();
            var range = new DumpRange(bound("from", from), bound("to", to));
            range.requireOf(epochs);
            var summary = files.read(range.firstOffset(), entry -> take(entry, range, matchers), report);
            report.end();
            spec.commandLine().getOut().flush();
            return summary.damages() == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
        } catch (HubException e) {
            report.end();
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /// Entries that a person reads are not written over.
    private ReadProgress.Look look() {
        return ends.get().isOutputTerminal() ? ReadProgress.Look.NONE : ReadProgress.Look.of(ends.get());
    }

    private boolean take(Entry entry, DumpRange range, List<Matcher> matchers) {
        if (range.isPast(entry)) {
            return false;
        }
        boolean isWanted = matchers.isEmpty()
                || matchers.stream()
                        .anyMatch(
                                matcher -> entry.publication().topics().stream().anyMatch(matcher::matches));
        if (isWanted && range.includes(entry)) {
            var out = spec.commandLine().getOut();
            var text = isPositioned ? format.positioned(entry) : format.text(entry);
            out.print(text);
            written++;
            return written < limit && isReadOn(out, text.length());
        }
        return true;
    }

    /// Whether somebody still reads at the other end of the pipe. To know it, what was written has to be sent.
    private boolean isReadOn(PrintWriter out, int chars) {
        unsentChars += chars;
        if (unsentChars < MAX_UNSENT_CHARS) {
            return true;
        }
        unsentChars = 0;
        return !out.checkError();
    }

    private List<Matcher> matchers() {
        try {
            return topics.stream().map(Matcher::parse).toList();
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private DumpBound bound(String name, String text) {
        try {
            return DumpBound.parse(name, text);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
