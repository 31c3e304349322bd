package dev.spate.app;

import dev.spate.hub.Hub;
import dev.spate.hub.Retention;
import dev.spate.server.HubServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes the table of the metrics from what a server serves. Thread-safe: stateless.
final class MetricsReference {
    private static final Pattern HELP = Pattern.compile("# HELP (\\S+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private MetricsReference() {}

    static String table() throws IOException, InterruptedException {
        List<String> lines = scrape().lines().toList();
        var table = new StringBuilder("| Metric | By | What |\n|---|---|---|\n");
        var helps = new TreeMap<String, String>();
        lines.stream()
                .map(HELP::matcher)
                .filter(Matcher::matches)
                .forEach(help -> helps.put(help.group(1), help.group(2)));
        helps.forEach((name, help) -> table.append("| `%s` | %s | %s |\n".formatted(name, labels(lines, name), help)));
        return table.toString();
    }

    private static String labels(List<String> lines, String name) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : lines) {
            var sample = SAMPLE.matcher(line);
            if (sample.matches() && sample.group(1).equals(name) && sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> {
                    var of = values.computeIfAbsent(label.group(1), key -> new ArrayList<>());
                    if (!of.contains(label.group(2))) {
                        of.add(label.group(2));
                    }
                });
            }
        }
        return values.entrySet().stream()
                .map(one -> "`" + one.getKey() + "`" + (one.getValue().size() > 1 ? list(one.getValue()) : ""))
                .collect(Collectors.joining(", "));
    }

    private static String list(List<String> values) {
        return " (" + values.stream().sorted().collect(Collectors.joining(", ")) + ")";
    }

    private static String scrape() throws IOException, InterruptedException {
        try (var hub = Hub.builder().memoryLog(Retention.forMemory()).build();
                var server = HubServer.builder()
                        .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .hub("/events", hub)
                        .publicMetrics()
                        .start();
                var http = HttpClient.newHttpClient()) {
            int port = server.addresses().getFirst().getPort();
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        }
    }
}
