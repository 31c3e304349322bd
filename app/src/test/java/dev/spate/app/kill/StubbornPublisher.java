package dev.spate.app.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Publishes one event after the other, or a few in a feed, each with an idempotency key of its own, and again
/// until it is answered, whatever becomes of the hub meanwhile.
///
/// Owner: its own thread; its counts are read once that has ended.
final class StubbornPublisher implements Runnable {
    /// Nearer than the retention reaches, so that no gap is right.
    static final int MAX_AHEAD = 1_200;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MAX_FEED = 40;
    private static final int OK = 200;
    private static final Pattern ID = Pattern.compile("\"id\":\"(#[0-9a-z]+-[0-9a-z]+)\"");

    private final HubUnderFire hub;
    private final Ledger ledger;
    private final int publisher;
    private final Random random;
    private final Deque<Stamp> unanswered = new ArrayDeque<>();
    private int next;
    private long repeated;
    private long duplicates;

    StubbornPublisher(HubUnderFire hub, Ledger ledger, int publisher, long seed) {
        this.hub = hub;
        this.ledger = ledger;
        this.publisher = publisher;
        this.random = new Random(seed);
    }

    /// How often something was sent again.
    long repeated() {
        return repeated;
    }

    /// How often the hub had it already.
    long duplicates() {
        return duplicates;
    }

    @Override
    public void run() {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            while (ledger.awaitNear(MAX_AHEAD)) {
                // Every other publisher sends feeds.
                int count = publisher % 2 == 0 ? 1 : 1 + random.nextInt(MAX_FEED);
                for (int i = 0; i < count; i++) {
                    unanswered.add(new Stamp(publisher, next++));
                }
                publishAll(http);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError failure) {
            ledger.fail("publisher " + publisher + ": " + failure);
        }
    }

    private void publishAll(HttpClient http) throws InterruptedException {
        InetSocketAddress address = null;
        boolean isFirst = true;
        while (!unanswered.isEmpty()) {
            address = isFirst ? hub.awaitOtherThan(null) : hub.awaitOtherThan(address);
            if (address == null) {
                return;
            }
            repeated += isFirst ? 0 : unanswered.size();
            isFirst = false;
            try {
                send(http, address);
            } catch (IOException | UncheckedIOException cut) {
                // What was answered before is struck off; the rest is sent again.
            }
        }
    }

    private void send(HttpClient http, InetSocketAddress address) throws IOException, InterruptedException {
        var request = unanswered.size() == 1 ? single(address, unanswered.getFirst()) : feed(address);
        HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
        try (var lines = answer.body()) {
            if (answer.statusCode() == OK) {
                lines.forEach(this::answered);
            } else if (answer.statusCode() < 500) {
                ledger.fail("publisher " + publisher + ": " + answer.statusCode() + " "
                        + lines.collect(Collectors.joining()));
            }
        }
    }

    /// Answers come in the order of what was sent. What was refused, since the hub ends, is followed by nothing that
    /// was taken.
    private void answered(String line) {
        var id = ID.matcher(line);
        if (id.find()) {
            duplicates += line.contains("\"duplicate\":true") ? 1 : 0;
            ledger.acknowledged(unanswered.remove(), id.group(1));
        } else if (line.contains("\"status\":4")) {
            ledger.fail("publisher " + publisher + ": " + line);
        }
    }

    private static HttpRequest single(InetSocketAddress address, Stamp stamp) {
        return request(address, "/events/" + stamp.topic() + "?key=k" + stamp.number() % 10)
                .header("Idempotency-Key", stamp.idempotencyKey())
                .POST(BodyPublishers.ofString(stamp.data()))
                .build();
    }

    private HttpRequest feed(InetSocketAddress address) {
        String lines = unanswered.stream()
                .map(stamp -> "{\"topics\":[\"" + stamp.topic() + "\"],\"data\":\"" + stamp.data()
                        + "\",\"idempotency_key\":\"" + stamp.idempotencyKey() + "\"}\n")
                .collect(Collectors.joining());
        return request(address, "/events")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build();
    }

    private static HttpRequest.Builder request(InetSocketAddress address, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + target))
                .timeout(PATIENCE);
    }
}
