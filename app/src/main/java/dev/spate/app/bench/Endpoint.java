package dev.spate.app.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A request that is sent many times, with `{topic}` in its URL or body and `{data}` in its body. Thread-safe:
/// immutable.
///
/// @param method the method
/// @param url an `http` URL
/// @param headers further fields, as `Name: value`
/// @param body the body; with none there is no `Content-Length`
public record Endpoint(String method, String url, List<String> headers, String body) {
    static final String TOPIC = "{topic}";
    static final String DATA = "{data}";

    private static final int HTTP_PORT = 80;

    /// @throws IllegalArgumentException if it is no request
    public Endpoint {
        headers = List.copyOf(headers);
        if (!method.matches("[A-Za-z]{1,20}")) {
            throw new IllegalArgumentException("method: " + method + " (expected: such as POST)");
        }
        for (String header : headers) {
            if (!header.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\\r\\n]*")) {
                throw new IllegalArgumentException("header: " + header + " (expected: Name: value)");
            }
        }
        uri(url, "topic");
    }

    /// The same with further fields.
    Endpoint with(List<String> more) {
        var all = new ArrayList<>(headers);
        all.addAll(more);
        return new Endpoint(method, url, all, body);
    }

    /// Where it is sent.
    ///
    /// @throws IllegalArgumentException if the host is not known
    InetSocketAddress address() {
        URI uri = uri(url, "topic");
        try {
            int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
            return new InetSocketAddress(InetAddress.getByName(uri.getHost()), port);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException("host: " + uri.getHost() + " (expected: a known one)", unknown);
        }
    }

    /// The head, with the empty line after it.
    ///
    /// @param more further fields, each with its line end
    byte[] head(String topic, String more) {
        URI uri = uri(url, topic);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var head = new StringBuilder(method)
                .append(' ')
                .append(path)
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\nHost: ")
                .append(uri.getRawAuthority())
                .append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        return head.append(more).append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    String bodyFor(String topic, String data) {
        return body.replace(TOPIC, topic).replace(DATA, data);
    }

    private static URI uri(String url, String topic) {
        try {
            URI uri = new URI(url.replace(TOPIC, topic));
            if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException(
                    "url: " + url + " (expected: such as http://127.0.0.1:8080/events)", wrong);
        }
        throw new IllegalArgumentException("url: " + url + " (expected: such as http://127.0.0.1:8080/events)");
    }
}
