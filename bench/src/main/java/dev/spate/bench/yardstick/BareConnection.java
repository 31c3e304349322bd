package dev.spate.bench.yardstick;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// One connection: reads requests, and becomes one of the crowd with a `GET`.
///
/// Owner: the connection's event loop.
final class BareConnection extends ChannelInboundHandlerAdapter {
    private static final int MAX_REQUEST_BYTES = 1 << 20;
    private static final ByteBuf HEAD_END = constant("\r\n\r\n");
    private static final ByteBuf STREAM_HEAD = constant("""
        HTTP/1.1 200 OK\r
        content-type: text/event-stream\r
        cache-control: no-store\r
        transfer-encoding: chunked\r
        \r
        """);
    private static final ByteBuf ANSWER = constant("""
        HTTP/1.1 200 OK\r
        content-length: 0\r
        \r
        """);

    private final Crowds crowds;
    private final @Nullable History history;
    private History.@Nullable Replay replay;
    private ByteBuf received = Unpooled.EMPTY_BUFFER;
    private boolean isListening;

    /// @param history what it is sent again if it comes back; null where nothing is remembered
    BareConnection(Crowds crowds, @Nullable History history) {
        this.crowds = crowds;
        this.history = history;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isListening) {
            ReferenceCountUtil.release(message);
            return;
        }
        keep(context, (ByteBuf) message);
        while (!isListening && readRequest(context)) {
            received.discardSomeReadBytes();
        }
        if (received.readableBytes() > MAX_REQUEST_BYTES) {
            context.close();
        }
        if (isListening || !received.isReadable()) {
            letGo();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        goOn(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        letGo();
        if (isListening) {
            crowds.leave(context.channel());
        }
    }

    /// A connection that was cut is gone, and there is nobody to tell.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void keep(ChannelHandlerContext context, ByteBuf more) {
        if (received.isReadable()) {
            received.writeBytes(more);
            more.release();
        } else {
            letGo();
            received = context.alloc().buffer(more.readableBytes(), 2 * MAX_REQUEST_BYTES);
            received.writeBytes(more);
            more.release();
        }
    }

    private void letGo() {
        received.release();
        received = Unpooled.EMPTY_BUFFER;
    }

    /// Reads a request if the whole of it is here, and does what it asks for.
    ///
    /// @return whether it was
    private boolean readRequest(ChannelHandlerContext context) {
        int end = ByteBufUtil.indexOf(HEAD_END, received);
        if (end < 0) {
            return false;
        }
        int headBytes = end - received.readerIndex() + HEAD_END.readableBytes();
        var request = BareRequest.of(received.toString(received.readerIndex(), headBytes, ISO_8859_1));
        if (received.readableBytes() < headBytes + request.bodyBytes()) {
            return false;
        }
        received.skipBytes(headBytes);
        if (request.isStream()) {
            listen(context, request.lastEvent());
        } else {
            publish(context, request.bodyBytes());
        }
        return true;
    }

    private void listen(ChannelHandlerContext context, int lastEvent) {
        isListening = true;
        context.writeAndFlush(STREAM_HEAD.duplicate(), context.voidPromise());
        if (history == null || lastEvent < 0) {
            crowds.join(context.channel());
        } else {
            replay = history.after(lastEvent);
            goOn(context);
        }
    }

    /// Sends what was missed, as long as the socket takes it, and then lets the connection into the crowd.
    private void goOn(ChannelHandlerContext context) {
        while (replay != null && context.channel().isWritable()) {
            var missed = replay.next();
            if (missed.isReadable()) {
                context.writeAndFlush(missed, context.voidPromise());
            } else {
                missed.release();
                replay = null;
                crowds.join(context.channel());
            }
        }
    }

    private void publish(ChannelHandlerContext context, int bodyBytes) {
        var chunk = chunk(context, bodyBytes);
        if (history != null) {
            history.add(chunk);
        }
        crowds.send(chunk);
        context.writeAndFlush(ANSWER.duplicate(), context.voidPromise());
    }

    /// The next bytes as an event, and that as a chunk of HTTP/1.1.
    private ByteBuf chunk(ChannelHandlerContext context, int bodyBytes) {
        String end = history == null ? "\n\n" : "\nid: " + history.events() + "\n\n";
        int eventBytes = "data: ".length() + bodyBytes + end.length();
        String size = Integer.toHexString(eventBytes);
        var chunk = context.alloc().directBuffer(size.length() + eventBytes + "\r\n\r\n".length());
        chunk.writeCharSequence(size + "\r\ndata: ", US_ASCII);
        chunk.writeBytes(received, bodyBytes);
        chunk.writeCharSequence(end + "\r\n", US_ASCII);
        return chunk;
    }

    private static ByteBuf constant(String text) {
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer().writeBytes(text.getBytes(US_ASCII)).asReadOnly());
    }
}
