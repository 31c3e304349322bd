package dev.spate.app;

import dev.spate.hub.HubException;
import dev.spate.hub.Ticker;
import dev.spate.hub.logfiles.LogFiles;
import dev.spate.hub.logfiles.OffsetRange;
import dev.spate.hub.logfiles.RepairReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spate log repair`: makes the best of a damaged log.
///
/// Owner: the main thread.
@Command(
        name = "repair",
        description = {
            "Says how a damaged log would be repaired, or with --yes repairs it. All that can be read stays, at its "
                    + "positions; subscribers who lack what is lost are told of a gap. Damaged files are kept as "
                    + "*.damaged. The hub must not be running.",
            "Exit code 0: nothing is to be repaired, or it is done; 1: something is, or it cannot be.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: spate log repair data/events", "         spate log repair data/events --yes"})
final class LogRepairCommand implements Callable<Integer> {
    private final Supplier<Ends> ends;

    @Parameters(paramLabel = "DIR", description = "the directory of the log, such as data/events")
    private Path directory = Path.of("");

    @Option(names = "--yes", description = "do it")
    private boolean isMeant;

    @Option(
            names = "--json",
            description = "write each finding and each step, and then the result, as a JSON object in one line")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    LogRepairCommand(Supplier<Ends> ends) {
        this.ends = ends;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var watch = new LogFilesReport(
                LogFilesReport.Findings.of(isJson),
                out,
                new ReadProgress(spec.commandLine().getErr(), ReadProgress.Look.of(ends.get()), Ticker.system()));
        try {
            var files = LogFiles.at(directory);
            var report = isMeant ? files.repair(new SecureRandom(), watch) : files.plan(watch);
            watch.end();
            tell(report, out);
            out.flush();
            return isMeant || report.steps().isEmpty() ? ExitCodes.DONE : ExitCodes.FAILED;
        } catch (HubException e) {
            watch.end();
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private void tell(RepairReport report, PrintWriter out) {
        for (var step : report.steps()) {
            out.println(
                    isJson
                            ? JsonLine.of(json -> {
                                json.writeStringProperty("step", step.text());
                                json.writeStringProperty("file", step.file());
                            })
                            : (isMeant ? "done: " : "would: ") + step);
        }
        out.println(isJson ? json(report) : text(report));
    }

    private String text(RepairReport report) {
        if (report.steps().isEmpty()) {
            return directory + ": nothing to repair, " + Counted.of(report.entries(), "entry", "entries");
        }
        var lost = report.lost().isEmpty()
                ? "no entry is lost"
                : Counted.of(report.lostEntries(), "entry is", "entries are") + " lost ("
                        + report.lost().stream().map(OffsetRange::toString).collect(Collectors.joining(", ")) + ")";
        var end = isMeant ? "repaired" : "nothing was changed; --yes repairs";
        return "%s: %s, %d damaged bytes; %s; %s"
                .formatted(
                        directory,
                        lost,
                        report.lostBytes(),
                        Counted.of(report.entries(), "entry remains", "entries remain"),
                        end);
    }

    private String json(RepairReport report) {
        return JsonLine.of(json -> {
            json.writeBooleanProperty("repaired", isMeant && !report.steps().isEmpty());
            json.writeNumberProperty("steps", report.steps().size());
            json.writeNumberProperty("entries", report.entries());
            json.writeNumberProperty("lost_entries", report.lostEntries());
            json.writeNumberProperty("lost_bytes", report.lostBytes());
            json.writeArrayPropertyStart("lost");
            for (var range : report.lost()) {
                json.writeStartArray();
                json.writeNumber(range.first());
                json.writeNumber(range.last());
                json.writeEndArray();
            }
            json.writeEndArray();
        });
    }
}
