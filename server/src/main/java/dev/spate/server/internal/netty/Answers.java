package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HttpVersion;
import dev.spate.server.internal.http.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

    /// @return the head of a response whose body follows piece by piece, for Netty's encoder
    static HttpResponse open(List<HeaderField> fields, RequestHead head, String date) {
        var response = new DefaultHttpResponse(HTTP_1_1, HttpResponseStatus.OK);
        for (HeaderField field : opening(fields, head, date)) {
            response.headers().add(field.name(), field.value());
        }
        return response;
    }

    /// @return the same head as it goes on the wire
    static byte[] openingBytes(List<HeaderField> fields, RequestHead head, String date) {
        ByteBuf out = Unpooled.buffer(512);
        ascii(out, "HTTP/1.1 200 OK");
        ByteBufUtil.writeShortBE(out, CRLF);
        for (HeaderField field : opening(fields, head, date)) {
            field(out, field.name(), field.value());
        }
        ByteBufUtil.writeShortBE(out, CRLF);
        return ByteBufUtil.getBytes(out);
    }

    private static List<HeaderField> opening(List<HeaderField> fields, RequestHead head, String date) {
        var all = new ArrayList<HeaderField>(fields.size() + 3);
        all.add(new HeaderField("Date", date));
        all.addAll(fields);
        switch (head.version()) {
            case HTTP_1_0 -> all.add(new HeaderField(CONNECTION, "close"));
            case HTTP_1_1 -> {
                all.add(new HeaderField(CONNECTION, "keep-alive"));
                all.add(new HeaderField("Transfer-Encoding", "chunked"));
            }
        }
        return all;
    }
}
