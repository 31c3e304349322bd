package dev.spate.client;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/// Carries publications to a hub, one attempt at a time. Redirects are not followed.
///
/// Thread-safe.
final class Courier {

    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private final Transport transport;
    private final PublisherOptions options;

    Courier(Transport transport, PublisherOptions options) {
        this.transport = transport;
        this.options = options;
    }

    Reply post(String contentType, byte[] body, HttpResponse.BodyHandler<Body> handler) throws InterruptedException {
        try {
            Response response = transport.send(request(contentType, body), handler, options.responseTimeout());
            return BUSY.contains(response.status())
                    ? new Reply.NotNow(
                            new PublishException(problem(response)), RetryAfter.of(response.headers(), options.clock()))
                    : new Reply.Answered(response);
        } catch (IOException lost) {
            return new Reply.NotNow(lost, Duration.ZERO);
        }
    }

    private HttpRequest request(String contentType, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.uri())
                .version(Connector.version(options.uri()))
                .setHeader("Accept", contentType)
                .setHeader("Content-Type", contentType);
        options.headers().headers().forEach(request::setHeader);
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
    }

    /// What an answer that is no success says.
    static Problem problem(Response response) {
        String location = response.headers().firstValue("Location").orElse("");
        if (response.status() / 100 == 3 && !location.isEmpty()) {
            return Problem.found(response.status(), "url: redirected (expected: " + location + ")");
        }
        String text = response.body() instanceof Body.Text body ? body.text() : "";
        return Problem.of(response.status(), ContentType.of(response.headers()), text);
    }
}
