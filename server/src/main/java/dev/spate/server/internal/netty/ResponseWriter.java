package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.HeaderField;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.Objects;

/// Writes the answers of one connection, and counts them. What becomes due in one turn of the loop leaves together.
///
/// Owner: the connection's event loop.
final class ResponseWriter {
    private static final int HEAD_ROOM = 256;
    private static final int MAX_COPIED_BYTES = 2_048;
    private static final byte[] NO_BODY = {};

    private final ChannelHandlerContext context;
    /// From here on a write passes the encoder by, and nothing else.
    private final ChannelHandlerContext wire;
    private final NettyLoop loop;
    private final Shared shared;
    private boolean isFlushPlanned;

    ResponseWriter(ChannelHandlerContext context, NettyLoop loop, Shared shared) {
        this.context = context;
        this.wire = Objects.requireNonNull(context.pipeline().context(HttpResponseEncoder.class));
        this.loop = loop;
        this.shared = shared;
    }

    /// Tells the client that its body is welcome.
    void proceed() {
        context.write(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE), context.voidPromise());
        planFlush();
    }

    /// Writes an answer after which the connection goes on.
    void keep(NettyExchange exchange, Answer answer) {
        count(exchange, answer);
        whole(exchange, answer, Answers.Then.KEEP, context.voidPromise());
        planFlush();
    }

    /// Writes the last answer of the connection; whoever ends the connection flushes it.
    ChannelFuture last(NettyExchange exchange, Answer answer) {
        count(exchange, answer);
        return whole(exchange, answer, Answers.Then.CLOSE, context.newPromise());
    }

    /// Writes the head of an answer whose body follows piece by piece.
    void open(NettyExchange exchange, List<HeaderField> fields) {
        shared.counters().answered(exchange.route(), HttpResponseStatus.OK.code());
        context.write(Answers.open(fields, exchange.head(), loop.date()), context.voidPromise());
    }

    /// The bytes of the head of an event stream, counted as an answer; whoever asks for them sends them.
    byte[] headOfStream(NettyExchange exchange, List<HeaderField> fields) {
        shared.counters().answered(exchange.route(), HttpResponseStatus.OK.code());
        return Answers.openingBytes(fields, exchange.head(), loop.date());
    }

    /// Writes the end of such an answer.
    ChannelFuture end() {
        ChannelFuture written = context.write(LastHttpContent.EMPTY_LAST_CONTENT);
        planFlush();
        return written;
    }

    /// Flushes now what was to be flushed at the end of this turn.
    void flushIfPlanned() {
        if (isFlushPlanned) {
            context.flush();
        }
    }

    /// Goes past the encoder, which would make an object of every field and of every answer.
    private ChannelFuture whole(NettyExchange exchange, Answer answer, Answers.Then then, ChannelPromise promise) {
        byte[] body = exchange.head().method().equals("HEAD") ? NO_BODY : answer.body();
        boolean isSmall = body.length <= MAX_COPIED_BYTES;
        ByteBuf out = context.alloc().buffer(HEAD_ROOM + (isSmall ? body.length : 0));
        try {
            Answers.writeHead(answer, exchange.head(), new Answers.Ending(then, loop.date()), out);
        } catch (IllegalArgumentException e) {
            out.release();
            throw e;
        }
        if (isSmall) {
            return wire.write(out.writeBytes(body), promise);
        }
        wire.write(out, context.voidPromise());
        return wire.write(Unpooled.wrappedBuffer(body), promise);
    }

    private void count(NettyExchange exchange, Answer answer) {
        shared.counters().answered(exchange.route(), answer.status());
        shared.counters().bytesSent.add(answer.body().length);
    }

    private void planFlush() {
        if (!isFlushPlanned) {
            isFlushPlanned = true;
            loop.execute(() -> {
                isFlushPlanned = false;
                context.channel().flush();
            });
        }
    }
}
