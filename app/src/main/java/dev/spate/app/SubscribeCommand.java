package dev.spate.app;

import dev.spate.client.EventSource;
import dev.spate.client.EventSourceBuilder;
import dev.spate.client.ResumePoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spate subscribe`: writes events as they come, and comes back when the stream is cut.
///
/// Owner: the main thread.
@Command(
        name = "subscribe",
        description = {
            "Writes events as they come, until it is ended. When the stream is cut, it goes on after the last event.",
            "",
            "To a terminal: id, type and data. To a pipe or a file: the data alone; --json has the rest. "
                    + "Warnings and the state of the connection go to standard error.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: spate subscribe 'prices/{symbol}' --start -10 --json",
            "         spate subscribe news --start 10m --slow conflate",
            "         spate subscribe news --count 1"
        })
final class SubscribeCommand implements Callable<Integer> {
    private final Supplier<Ends> ends;

    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description = "a topic, * or a template such as 'prices/{symbol}' (default: every topic)")
    private List<String> topics = List.of();

    @Mixin
    private final HubAddress hub;

    @Option(
            names = "--start",
            paramLabel = "WHERE",
            description = "where to begin: now, earliest, snapshot (the newest of every key), -N for the last N events,"
                    + " how long ago such as 10m, or a time such as 2026-01-31T12:00:00Z (default: now)")
    private String start = "";

    @Option(
            names = "--slow",
            paramLabel = "POLICY",
            description =
                    "what happens to one that falls far behind: catch-up, conflate, drop or disconnect (default: as"
                            + " the hub is configured)")
    private String slow = "";

    @Option(names = "--last-event-id", paramLabel = "ID", description = "begin after the event with this id")
    private String lastEventId = "";

    @Option(names = "--event", paramLabel = "TYPE", description = "only events of this type (repeatable)")
    private List<String> events = List.of();

    @Option(names = "--key", paramLabel = "KEY", description = "only events of this key (repeatable)")
    private List<String> keys = List.of();

    @Option(names = "--json", description = "write each event as a JSON object in one line: id, event, data")
    private boolean isJson;

    @Option(names = "--signals", description = "write the hub's own signals (spate.…) too")
    private boolean isWithSignals;

    @Option(names = "--count", paramLabel = "N", description = "end after N events")
    private long count;

    @Option(names = "--quiet", description = "say nothing of the connection; warnings and errors stay")
    private boolean isQuiet;

    @Spec
    private CommandSpec spec;

    SubscribeCommand(Map<String, String> environment, Supplier<Ends> ends) {
        this.hub = new HubAddress(environment);
        this.ends = ends;
    }

    @Override
    public Integer call() {
        var line = spec.commandLine();
        var session = new SubscribeSession(output(), line.getOut(), line.getErr());
        try (EventSource source = builder().build(session);
                ShutdownHook _ = ShutdownHook.add(source::close)) {
            source.start();
            return session.await();
        }
    }

    private SubscribeOutput output() {
        if (spec.commandLine().getParseResult().hasMatchedOption("--count") && count < 1) {
            throw wrong("count: " + count + " (expected: >= 1)");
        }
        EventFormat format =
                isJson ? EventFormat.JSON : ends.get().isOutputTerminal() ? EventFormat.TERMINAL : EventFormat.DATA;
        return new SubscribeOutput(format, isWithSignals, isQuiet, count);
    }

    private EventSourceBuilder builder() {
        try {
            EventSourceBuilder builder = EventSource.to(hub.uri()).resumeAfter(new ResumePoint(lastEventId));
            topics.forEach(topic -> builder.parameter("topic", topic));
            events.forEach(event -> builder.parameter("event", event));
            keys.forEach(key -> builder.parameter("key", key));
            if (!start.isEmpty()) {
                builder.parameter("start", start);
            }
            if (!slow.isEmpty()) {
                builder.parameter("slow", slow);
            }
            // The hub says then how often it sends a heartbeat, by which a dead connection is known.
            return builder.parameter("signals", "all");
        } catch (IllegalArgumentException wrong) {
            throw wrong(String.valueOf(wrong.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
