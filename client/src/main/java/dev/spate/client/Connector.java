package dev.spate.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;
import java.util.Set;

/// Asks for a stream, following redirects. Every attempt begins at the source's own address.
///
/// Owner: the source's thread.
final class Connector {

    /// As many redirects as the Fetch standard follows.
    static final int MAX_REDIRECTS = 20;

    /// What may get better by itself. A hub answers so only to those who say that they understand: see [#request].
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Transport transport;
    private final EventSourceOptions options;

    Connector(Transport transport, EventSourceOptions options) {
        this.transport = transport;
        this.options = options;
    }

    /// @throws IOException if there is no answer
    Answer connect(ResumePoint resume) throws IOException, InterruptedException {
        URI target = options.uri();
        Response response = ask(target, resume);
        for (int hops = 0; REDIRECTS.contains(response.status()); hops++) {
            Optional<URI> next = redirect(target, response);
            if (next.isEmpty()) {
                return refused(response, "Location", location(response), "http or https; not from https to http");
            }
            if (hops == MAX_REDIRECTS) {
                return refused(response, "redirects", "more than " + MAX_REDIRECTS, "a stream at the end of them");
            }
            target = next.get();
            response = ask(target, resume);
        }
        return answer(response);
    }

    private Response ask(URI target, ResumePoint resume) throws IOException, InterruptedException {
        return transport.send(
                request(target, resume), Body.streaming(ContentType.EVENT_STREAM), options.responseTimeout());
    }

    private HttpRequest request(URI target, ResumePoint resume) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(resume.on(target))
                .version(version(target))
                .setHeader("Accept", ContentType.EVENT_STREAM)
                .setHeader("Cache-Control", "no-cache")
                .setHeader("Prefer", "status=true");
        if (isSameOrigin(options.uri(), target)) {
            options.headers().headers().forEach(request::setHeader);
        }
        resume.headers().forEach(request::setHeader);
        return request.GET().build();
    }

    /// Without TLS there is no asking for HTTP/2 but by an upgrade, which many servers and proxies do not
    /// understand.
    static HttpClient.Version version(URI target) {
        return "https".equalsIgnoreCase(target.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private Answer answer(Response response) {
        Body body = response.body();
        if (body instanceof Body.Streamed streamed) {
            return new Answer.Streaming(streamed.bytes());
        }
        String contentType = ContentType.of(response.headers());
        if (response.status() == 200) {
            return refused(response, "Content-Type", contentType, ContentType.EVENT_STREAM);
        }
        Problem problem = Problem.of(response.status(), contentType, body instanceof Body.Text text ? text.text() : "");
        return BUSY.contains(response.status())
                ? new Answer.Busy(problem, RetryAfter.of(response.headers(), options.clock()))
                : new Answer.Refused(problem);
    }

    private static Optional<URI> redirect(URI from, Response response) {
        try {
            URI to = from.resolve(location(response));
            return location(response).isEmpty() || !isAllowed(from, to) ? Optional.empty() : Optional.of(to);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isAllowed(URI from, URI to) {
        boolean isHttps = "https".equalsIgnoreCase(to.getScheme());
        boolean isHttp = "http".equalsIgnoreCase(to.getScheme()) && !"https".equalsIgnoreCase(from.getScheme());
        return to.getHost() != null && (isHttps || isHttp);
    }

    private static String location(Response response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static Answer refused(Response response, String what, String found, String expected) {
        return new Answer.Refused(Problem.found(
                response.status(), what + ": " + (found.isEmpty() ? "none" : found) + " (expected: " + expected + ")"));
    }

    private static boolean isSameOrigin(URI a, URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && a.getHost().equalsIgnoreCase(b.getHost())
                && port(a) == port(b);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
