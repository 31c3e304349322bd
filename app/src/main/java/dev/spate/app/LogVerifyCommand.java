package dev.spate.app;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Ticker;
import dev.spate.hub.logfiles.LogFiles;
import dev.spate.hub.logfiles.LogSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spate log verify`: reads every byte of a log and says what is wrong.
///
/// Owner: the main thread.
@Command(
        name = "verify",
        description = {
            "Reads every byte of a log, changes nothing, and says what is damaged. The hub must not be running.",
            "Exit code 0: nothing is damaged, 1: something is, or the log is in use.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: spate log verify data/events", "         spate log verify data/events --json"})
final class LogVerifyCommand implements Callable<Integer> {
    private final Supplier<Ends> ends;

    @Parameters(paramLabel = "DIR", description = "the directory of the log, such as data/events")
    private Path directory = Path.of("");

    @Option(names = "--json", description = "write each finding, and then the summary, as a JSON object in one line")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    LogVerifyCommand(Supplier<Ends> ends) {
        this.ends = ends;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var report = new LogFilesReport(
                LogFilesReport.Findings.of(isJson),
                out,
                new ReadProgress(spec.commandLine().getErr(), ReadProgress.Look.of(ends.get()), Ticker.system()));
        try {
            var summary = LogFiles.at(directory).verify(report);
            report.end();
            out.println(isJson ? json(summary) : text(summary));
            out.flush();
            return summary.damages() == 0 ? ExitCodes.DONE : ExitCodes.FAILED;
        } catch (HubException e) {
            report.end();
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private String text(LogSummary summary) {
        var offsets = summary.entries() == 0
                ? ""
                : ", offsets %d to %d, from %s to %s"
                        .formatted(
                                summary.firstOffset(),
                                summary.lastOffset(),
                                Instant.ofEpochMilli(summary.firstMillis()),
                                Instant.ofEpochMilli(summary.lastMillis()));
        return "%s: %s in %s, %d bytes%s; %s; %s; %s"
                .formatted(
                        directory,
                        Counted.of(summary.entries(), "entry", "entries"),
                        Counted.of(summary.segments(), "segment", "segments"),
                        summary.bytes(),
                        offsets,
                        Counted.of(summary.epochs().size(), "epoch", "epochs"),
                        summary.isStoppedWell() ? "stopped well" : "not stopped",
                        summary.damages() == 0
                                ? "in order"
                                : "damaged in " + Counted.of(summary.damages(), "place", "places"));
    }

    private static String json(LogSummary summary) {
        return JsonLine.of(json -> {
            json.writeNumberProperty("entries", summary.entries());
            json.writeNumberProperty("segments", summary.segments());
            json.writeNumberProperty("bytes", summary.bytes());
            json.writeNumberProperty("first_offset", summary.firstOffset());
            json.writeNumberProperty("last_offset", summary.lastOffset());
            json.writeNumberProperty("first_time", summary.firstMillis());
            json.writeNumberProperty("last_time", summary.lastMillis());
            json.writeArrayPropertyStart("epochs");
            summary.epochs()
                    .forEach(start -> json.writeString(new Position(start.epoch(), start.firstOffset()).text()));
            json.writeEndArray();
            json.writeBooleanProperty("stopped_well", summary.isStoppedWell());
            json.writeNumberProperty("damages", summary.damages());
        });
    }
}
