package dev.spate.server.internal.route;

import dev.spate.hub.Matcher;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.StartAt;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.Topic;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.Parameter;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Turns the parameters of a subscription into a [SubscribeRequest]. Thread-safe: stateless.
final class SubscribeParameters {
    private static final String TOPIC = "topic";
    private static final String EVENT = "event";
    private static final String KEY = "key";
    private static final String START = "start";
    private static final String SLOW = "slow";
    private static final String HEARTBEAT = "heartbeat";
    private static final String SIGNALS = "signals";
    private static final String EARLIEST = "earliest";
    private static final List<String> LAST_IDS =
            List.of("last_event_id", "lastEventId", "lastEventID", "Last-Event-ID", "evs_last_event_id");
    private static final KnownParameters KNOWN = new KnownParameters(
            Stream.concat(Stream.of(TOPIC, EVENT, KEY, START, SLOW, HEARTBEAT, SIGNALS), LAST_IDS.stream())
                    .toList(),
            List.of("pattern", "envelope", "presence", "padding", "evs_preamble", "wait", "token"));

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private SubscribeParameters() {}

    /// @param pathTopic the topic of the path, if it names one
    /// @param parameters of the query, and of the form of a `QUERY`
    /// @param fields of the head
    /// @return what is asked for
    /// @throws RefusedException naming what is wrong
    static SubscribeRequest read(Optional<String> pathTopic, Parameters parameters, HeaderFields fields) {
        KNOWN.check(parameters);
        try {
            return new SubscribeRequest(
                    matchers(pathTopic, parameters.values(TOPIC)),
                    Set.copyOf(parameters.values(EVENT)),
                    Set.copyOf(parameters.values(KEY)),
                    start(parameters, fields),
                    parameters
                            .single(HEARTBEAT)
                            .map(SubscribeParameters::heartbeat)
                            .orElse(Duration.ZERO),
                    parameters.single(SIGNALS).map(SubscribeParameters::signals).orElse(Signals.ON),
                    parameters.single(SLOW).map(SubscribeParameters::slow).orElse(SlowPolicy.AS_CONFIGURED));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ProblemKind.BAD_PARAMETER, String.valueOf(e.getMessage()));
        }
    }

    private static List<Matcher> matchers(Optional<String> pathTopic, List<String> topics) {
        var matchers = new ArrayList<Matcher>();
        pathTopic.ifPresent(topic -> matchers.add(new Matcher.Exact(new Topic(topic))));
        topics.forEach(topic -> matchers.add(Matcher.parse(topic)));
        return matchers.isEmpty() ? List.of(new Matcher.Any()) : matchers;
    }

    private static StartAt start(Parameters parameters, HeaderFields fields) {
        // Checked even where a last id goes before it: a slip is told at the first request, not at a later one.
        StartAt otherwise = parameters.single(START).map(StartText::read).orElse(new StartAt.Now());
        Optional<String> header = fields.firstUtf8("Last-Event-ID").filter(id -> !id.isEmpty());
        return header.or(() -> lastId(parameters))
                .map(SubscribeParameters::after)
                .orElse(otherwise);
    }

    /// The last of them counts: who adds a parameter to a URL at every reconnect adds it at the end.
    private static Optional<String> lastId(Parameters parameters) {
        Optional<String> last = Optional.empty();
        for (Parameter parameter : parameters.all()) {
            if (LAST_IDS.contains(parameter.name()) && !parameter.value().isEmpty()) {
                last = Optional.of(parameter.value());
            }
        }
        return last;
    }

    private static StartAt after(String lastId) {
        return lastId.equals(EARLIEST) ? new StartAt.Earliest() : new StartAt.After(lastId);
    }

    private static Duration heartbeat(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw RefusedException.badParameter(HEARTBEAT, text, "5 to 300 seconds");
        }
        int seconds = Integer.parseInt(text);
        if (seconds == 0) {
            throw RefusedException.badParameter(HEARTBEAT, text, "5 to 300 seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Signals signals(String text) {
        return switch (text) {
            case "off" -> Signals.OFF;
            case "on" -> Signals.ON;
            case "all" -> Signals.ALL;
            default -> throw RefusedException.badParameter(SIGNALS, text, "off, on or all");
        };
    }

    private static SlowPolicy slow(String text) {
        return switch (text) {
            case "catch-up" -> SlowPolicy.CATCH_UP;
            case "conflate" -> SlowPolicy.CONFLATE;
            case "drop" -> SlowPolicy.DROP;
            case "disconnect" -> SlowPolicy.DISCONNECT;
            default -> throw RefusedException.badParameter(SLOW, text, "catch-up, conflate, drop or disconnect");
        };
    }
}
