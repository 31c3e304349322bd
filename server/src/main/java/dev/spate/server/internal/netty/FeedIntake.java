package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.Feed;
import dev.spate.server.internal.http.FeedReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;

/// A body that is answered while it is read: both sides of it.
///
/// Owner: the connection's event loop.
final class FeedIntake implements BodyIntake, Feed {
    private final HttpConnection connection;
    private final NettyExchange exchange;
    private final FeedReader reader;
    private boolean isPaused = true;
    private boolean isOver;

    FeedIntake(HttpConnection connection, NettyExchange exchange, FeedReader reader) {
        this.connection = connection;
        this.exchange = exchange;
        this.reader = reader;
    }

    /// The head of the answer has been written.
    void open() {
        isPaused = false;
        reader.onOpen(this);
    }

    @Override
    public void take(ByteBuf content) {
        if (!isOver && content.isReadable()) {
            byte[] bytes = new byte[content.readableBytes()];
            content.readBytes(bytes);
            reader.onBytes(bytes);
        }
    }

    @Override
    public void complete() {
        if (!isOver) {
            reader.onEnd();
        }
    }

    @Override
    public void giveUp() {
        if (!isOver) {
            isOver = true;
            reader.onBroken();
        }
    }

    void onWritable() {
        if (!isOver) {
            reader.onWritable();
        }
    }

    @Override
    public boolean isPaused() {
        return isPaused && !isOver;
    }

    @Override
    public void write(byte[] bytes) {
        if (!isOver) {
            connection.shared().counters().bytesSent.add(bytes.length);
            context()
                    .write(
                            new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)),
                            context().voidPromise());
        }
    }

    @Override
    public void flush() {
        if (!isOver) {
            context().flush();
        }
    }

    @Override
    public boolean isWritable() {
        return !isOver && context().channel().isWritable();
    }

    @Override
    public void pause() {
        isPaused = true;
        connection.pump();
    }

    @Override
    public void resume() {
        isPaused = false;
        connection.pump();
    }

    @Override
    public void end() {
        if (!isOver) {
            isOver = true;
            connection.endFeed(exchange);
        }
    }

    private ChannelHandlerContext context() {
        return connection.context();
    }
}
