package dev.spate.app.bench;

import java.util.List;

/// The server that is measured. Thread-safe: immutable.
///
/// @param subscribe how to subscribe to a topic
/// @param publish how to publish to it
/// @param topicPattern what topics are called: `{run}` and `{index}` are filled in
public record Target(Endpoint subscribe, Endpoint publish, String topicPattern) {
    /// Of letters, digits and `_` alone, so that any server's rules allow it.
    public static final String ANY_TOPIC = "bench_{run}_{index}";

    private static final String OWN_TOPIC = "bench-{run}/{index}";

    /// A hub of this program.
    ///
    /// @param url its path, such as `http://127.0.0.1:8080/events`
    /// @param bulk how it is published to
    public static Target hub(String url, Bulk bulk) {
        var subscribe = new Endpoint("GET", url + "/{topic}", List.of("Prefer: status=true"), "");
        return switch (bulk) {
            case REQUESTS ->
                new Target(subscribe, new Endpoint("POST", url + "/{topic}", List.of(), Endpoint.DATA), OWN_TOPIC);
            case FEEDS ->
                new Target(
                        subscribe,
                        new Endpoint("POST", url, List.of("Content-Type: application/x-ndjson"), FEED_LINE),
                        OWN_TOPIC);
        };
    }

    private static final String FEED_LINE = "{\"topics\":[\"{topic}\"],\"data\":\"{data}\"}\n";

    /// How publishers send.
    public enum Bulk {
        /// One request an event.
        REQUESTS,
        /// One endless NDJSON body a publisher, answered line by line.
        FEEDS
    }

    /// The same with further fields.
    public Target with(List<String> subscribeHeaders, List<String> publishHeaders) {
        return new Target(subscribe.with(subscribeHeaders), publish.with(publishHeaders), topicPattern);
    }

    String topic(String run, int index) {
        return topicPattern.replace("{run}", run).replace("{index}", Integer.toString(index));
    }
}
