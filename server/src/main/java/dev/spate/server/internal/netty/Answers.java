package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HttpVersion;
import dev.spate.server.internal.http.RequestHead;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Answers as Netty's encoder wants them. Thread-safe: stateless.
final class Answers {
    private static final io.netty.handler.codec.http.HttpVersion HTTP_1_1 =
            io.netty.handler.codec.http.HttpVersion.HTTP_1_1;
    private static final String CONNECTION = "Connection";
    private static final int NO_CONTENT = 204;

    private Answers() {}

    /// What happens to a connection after an answer.
    enum Then {
        KEEP,
        CLOSE
    }

    /// @return a whole response; to a `HEAD` request without its body
    static FullHttpResponse whole(Answer answer, RequestHead head, Then then, String date) {
        boolean isHead = head.method().equals("HEAD");
        var body = isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body());
        var response = new DefaultFullHttpResponse(
                HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                body,
                DefaultHttpHeadersFactory.headersFactory(),
                DefaultHttpHeadersFactory.trailersFactory());
        fill(response.headers(), answer.fields(), date);
        boolean isHeadOfStream = isHead && answer.status() == 200 && answer.body().length == 0;
        if (answer.status() != NO_CONTENT && !isHeadOfStream) {
            response.headers().set("Content-Length", answer.body().length);
        }
        connection(response.headers(), head, then);
        return response;
    }

    /// @return the head of a response whose body follows piece by piece
    static HttpResponse open(List<HeaderField> fields, RequestHead head, String date) {
        var response = new DefaultHttpResponse(HTTP_1_1, HttpResponseStatus.OK);
        fill(response.headers(), fields, date);
        switch (head.version()) {
            case HTTP_1_0 -> response.headers().set(CONNECTION, "close");
            case HTTP_1_1 -> {
                response.headers().set(CONNECTION, "keep-alive");
                response.headers().set("Transfer-Encoding", "chunked");
            }
        }
        return response;
    }

    /// @return a head as it is sent (RFC 9112 §2.1)
    static byte[] bytes(HttpResponse response) {
        var text = new StringBuilder(512)
                .append(response.protocolVersion())
                .append(' ')
                .append(response.status())
                .append("\r\n");
        response.headers()
                .forEach(field -> text.append(field.getKey())
                        .append(": ")
                        .append(field.getValue())
                        .append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void fill(HttpHeaders headers, List<HeaderField> fields, String date) {
        headers.set("Date", date);
        for (HeaderField field : fields) {
            headers.add(field.name(), field.value());
        }
    }

    private static void connection(HttpHeaders headers, RequestHead head, Then then) {
        if (then == Then.CLOSE) {
            headers.set(CONNECTION, "close");
        } else if (head.version() == HttpVersion.HTTP_1_0) {
            headers.set(CONNECTION, "keep-alive");
        }
    }
}
