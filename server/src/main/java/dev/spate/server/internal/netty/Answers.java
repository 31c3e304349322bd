package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HttpVersion;
import dev.spate.server.internal.http.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Answers as they go on the wire; those that are written piece by piece as Netty's encoder wants them. Thread-safe:
/// stateless.
final class Answers {
    private static final io.netty.handler.codec.http.HttpVersion HTTP_1_1 =
            io.netty.handler.codec.http.HttpVersion.HTTP_1_1;
    private static final String CONNECTION = "Connection";
    private static final int NO_CONTENT = 204;
    private static final int CRLF = '\r' << 8 | '\n';
    private static final int COLON_SPACE = ':' << 8 | ' ';

    private Answers() {}

    /// What happens to a connection after an answer.
    enum Then {
        KEEP,
        CLOSE
    }

    /// How an answer's head ends.
    ///
    /// @param then what happens to the connection
    /// @param date the time
    record Ending(Then then, String date) {}

    /// Writes the head of a whole response as it goes on the wire.
    ///
    /// @throws IllegalArgumentException if a field would end its line
    static void writeHead(Answer answer, RequestHead head, Ending ending, ByteBuf out) {
        var status = HttpResponseStatus.valueOf(answer.status());
        ascii(out, "HTTP/1.1 ");
        ascii(out, status.codeAsText());
        out.writeByte(' ');
        ascii(out, status.reasonPhrase());
        ByteBufUtil.writeShortBE(out, CRLF);
        field(out, "Date", ending.date());
        List<HeaderField> fields = answer.fields();
        for (int index = 0; index < fields.size(); index++) {
            field(out, fields.get(index).name(), fields.get(index).value());
        }
        int length = answer.body().length;
        boolean isHeadOfStream = head.method().equals("HEAD") && answer.status() == 200 && length == 0;
        if (answer.status() != NO_CONTENT && !isHeadOfStream) {
            field(out, "Content-Length", Integer.toString(length));
        }
        if (ending.then() == Then.CLOSE) {
            field(out, CONNECTION, "close");
        } else if (head.version() == HttpVersion.HTTP_1_0) {
            field(out, CONNECTION, "keep-alive");
        }
        ByteBufUtil.writeShortBE(out, CRLF);
    }

    private static void field(ByteBuf out, String name, String value) {
        requireOneLine(name, value);
        ascii(out, name);
        ByteBufUtil.writeShortBE(out, COLON_SPACE);
        // Each character is one byte, which is what ISO 8859-1 is.
        out.writeCharSequence(value, StandardCharsets.ISO_8859_1);
        ByteBufUtil.writeShortBE(out, CRLF);
    }

    private static void requireOneLine(String name, String value) {
        for (int index = 0; index < value.length(); index++) {
            char c = value.charAt(index);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException(
                        name + ": 0x%02x at %d (expected: no control characters)".formatted((int) c, index));
            }
        }
    }

    private static void ascii(ByteBuf out, CharSequence text) {
        ByteBufUtil.writeAscii(out, text);
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
}
