package dev.spate.app;

import dev.spate.client.Publication;
import dev.spate.client.Publisher;
import dev.spate.client.PublisherBuilder;
import dev.spate.hub.Ticker;
import dev.spate.wire.Event;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spate publish`: publishes an event, or each line of its input as one.
///
/// Owner: the main thread.
@Command(
        name = "publish",
        description = {
            "Publishes an event and writes its id. Without DATA, standard input is the data, but for one line end at "
                    + "its end. With --lines each line of standard input is an event, published as soon as it comes.",
            "",
            "While the hub cannot be reached, it is tried again; no event is published twice by that.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: spate publish prices/AAPL '{\"price\":174.32}' --event price-update",
            "         tail -F app.log | spate publish logs --lines"
        })
final class PublishCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE_WITH_LINES = Duration.ofMinutes(10);

    private final Supplier<Ends> ends;

    @Parameters(index = "0", paramLabel = "TOPIC", description = "where to publish")
    private String topic = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATA", description = "the data (default: standard input)")
    private @Nullable String data;

    @Mixin
    private final HubAddress hub;

    @Option(
            names = "--lines",
            description = "each line of standard input is an event, empty ones too; "
                    + "ids are written unless a terminal shows them, where a count is shown instead")
    private boolean isLines;

    @Option(names = "--event", paramLabel = "TYPE", description = "the event type")
    private String event = "";

    @Option(names = "--id", paramLabel = "ID", description = "an id of your own instead of the hub's")
    private String id = "";

    @Option(names = "--key", paramLabel = "KEY", description = "what the event is a newer value of")
    private String key = "";

    @Option(names = "--private", description = "only for subscribers who were granted the topic")
    private boolean isPrivate;

    @Option(
            names = "--retry",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "tell subscribers to wait so long before they reconnect, such as 3s")
    private @Nullable Duration retry;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "how long to try while the hub cannot be reached (default: 5s; with --lines 10m)")
    private @Nullable Duration patience;

    @Option(names = "--json", description = "write each result as a JSON object in one line")
    private boolean isJson;

    @Option(names = "--quiet", description = "write neither ids nor progress; errors stay")
    private boolean isQuiet;

    @Spec
    private CommandSpec spec;

    PublishCommand(Map<String, String> environment, Supplier<Ends> ends) {
        this.hub = new HubAddress(environment);
        this.ends = ends;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (isLines && (data != null || !id.isEmpty())) {
            throw wrong((data != null ? "DATA" : "--id") + ": with --lines (expected: one of them)");
        }
        Publication template = template();
        CommandLine line = spec.commandLine();
        var report = new PublishReport(output(), line.getOut(), line.getErr(), Ticker.system());
        try (Publisher publisher = builder(report).build()) {
            return isLines
                    ? new LinePublisher(publisher, template, report)
                            .run(ends.get().in())
                    : new SinglePublisher(publisher, template, report).run(data, ends.get());
        }
    }

    private PublishOutput output() {
        Ends at = ends.get();
        boolean isCounted = isLines && at.isErrorTerminal() && !isQuiet;
        boolean isCountEnough = isCounted && at.isOutputTerminal();
        if (isQuiet || (isCountEnough && !isJson)) {
            return new PublishOutput(PublishOutput.Results.NONE, isCounted);
        }
        return new PublishOutput(isJson ? PublishOutput.Results.JSON : PublishOutput.Results.IDS, isCounted);
    }

    private Publication template() {
        try {
            Event of = Event.of("").withType(event).withRetryMillis(retry == null ? Event.NO_RETRY : retry.toMillis());
            Publication publication = Publication.of(topic, of).withId(id).withKey(key);
            return isPrivate ? publication.asPrivate() : publication;
        } catch (IllegalArgumentException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private PublisherBuilder builder(PublishReport report) {
        Duration usual = isLines ? PATIENCE_WITH_LINES : PATIENCE;
        try {
            return Publisher.to(hub.uri())
                    .patience(patience == null ? usual : patience)
                    .retries(report::retry);
        } catch (IllegalArgumentException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
