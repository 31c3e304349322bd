package dev.spate.app;

import dev.spate.app.bench.Endpoint;
import dev.spate.app.bench.Target;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of `spate bench` that say how a server is spoken to. Owner: the main thread.
final class BenchServerOptions {
    private static final String HUB_PATH = "/events";

    @Option(
            names = "--subscribe-url",
            paramLabel = "URL",
            description = "where to subscribe, with {topic} in it; needs --publish-url unless --rate is 0")
    private @Nullable String subscribeUrl;

    @Option(
            names = "--subscribe-header",
            paramLabel = "HEADER",
            description = "a field such as 'Authorization: Bearer x' for subscriptions (repeatable)")
    private List<String> subscribeHeaders = List.of();

    @Option(names = "--publish-url", paramLabel = "URL", description = "where to publish; may have {topic} in it")
    private @Nullable String publishUrl;

    @Option(names = "--publish-method", paramLabel = "METHOD", description = "how to publish (default: POST)")
    private String publishMethod = "POST";

    @Option(names = "--publish-header", paramLabel = "HEADER", description = "a field for publications (repeatable)")
    private List<String> publishHeaders = List.of();

    @Option(
            names = "--publish-body",
            paramLabel = "TEMPLATE",
            description = "the body, with {data} and perhaps {topic} in it (default: {data})")
    private String publishBody = "{data}";

    @Option(
            names = "--source-address",
            paramLabel = "ADDRESS",
            description = "connect from these addresses in turn (repeatable)")
    private List<InetAddress> sources = List.of();

    List<InetAddress> sources() {
        return sources;
    }

    /// @throws IllegalArgumentException if it cannot be spoken to like that
    Target target(String hubUrl, BenchLoadOptions load) {
        Target own = Target.hub(hubPath(hubUrl), load.isBulk() ? Target.Bulk.FEEDS : Target.Bulk.REQUESTS);
        if (subscribeUrl == null && publishUrl == null) {
            return own.with(subscribeHeaders, publishHeaders);
        }
        if (subscribeUrl == null) {
            throw new IllegalArgumentException("publish-url: without --subscribe-url (expected: both)");
        }
        if (load.isBulk()) {
            throw new IllegalArgumentException("bulk: with --subscribe-url (expected: a hub of this program)");
        }
        if (publishUrl == null && !load.isIdle()) {
            throw new IllegalArgumentException("subscribe-url: without --publish-url (expected: both, or --rate 0)");
        }
        var subscribe = new Endpoint("GET", subscribeUrl, subscribeHeaders, "");
        String to = publishUrl == null ? subscribeUrl : publishUrl;
        return new Target(subscribe, new Endpoint(publishMethod, to, publishHeaders, publishBody), Target.ANY_TOPIC);
    }

    /// A hub's address without a path means its usual one.
    private static String hubPath(String url) {
        try {
            String path = URI.create(url).getPath();
            String bare = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            return path == null || path.isEmpty() || path.equals("/") ? bare + HUB_PATH : bare;
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("url: " + url + " (expected: such as http://127.0.0.1:8080)", wrong);
        }
    }
}
