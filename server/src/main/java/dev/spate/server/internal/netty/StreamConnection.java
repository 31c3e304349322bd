package dev.spate.server.internal.netty;

import dev.spate.hub.Block;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;
import dev.spate.hub.Subscription;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection that carries an event stream: all that is left of the pipeline once the head has been written. What
/// the client sends is thrown away, and read only to see that it goes.
///
/// Owner: the connection's event loop.
final class StreamConnection extends ChannelInboundHandlerAdapter implements EventSink {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);
    private static final ByteBuf LAST_CHUNK = Unpooled.unreleasableBuffer(Unpooled.directBuffer(5)
            .writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
            .asReadOnly());

    private final Channel channel;
    private final NettyLoop loop;
    private final Shared shared;
    private final Framing framing;
    private final ConnectionGate.Ticket ticket;
    private final PinnedBlocks pinned = new PinnedBlocks();
    private @Nullable Subscription subscription;
    private int ignoredBytes;
    private boolean hasMarker;
    private boolean isFlushing;
    private boolean isGone;

    StreamConnection(Channel channel, NettyLoop loop, Shared shared, Framing framing, ConnectionGate.Ticket ticket) {
        this.channel = channel;
        this.loop = loop;
        this.shared = shared;
        this.framing = framing;
        this.ticket = ticket;
    }

    /// The subscription has begun.
    void attached(Subscription begun) {
        subscription = begun;
        if (isGone) {
            begun.onSinkClosed();
        }
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public void write(Block block) {
        if (isGone) {
            return;
        }
        SharedBytes bytes = block.carrier(SharedBytes.class, loop.carrierMaker());
        pinned.add(block);
        channel.write(bytes.retained(), channel.voidPromise());
    }

    @Override
    public void flush() {
        isFlushing = true;
        pinned.flushed();
        channel.flush();
        isFlushing = false;
        settle();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public long pendingBytes() {
        return pinned.pendingBytes(channel.unsafe().outboundBuffer());
    }

    @Override
    public void close() {
        ByteBuf last = framing == Framing.CHUNKED ? LAST_CHUNK.duplicate() : Unpooled.EMPTY_BUFFER;
        channel.writeAndFlush(last).addListener(_ -> channel.close());
        pinned.flushed();
        closeUnlessMoving(Long.MAX_VALUE);
    }

    @Override
    public void abort() {
        // What has not been acknowledged is not worth the kernel's memory: the client is told by a reset.
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof ByteBuf bytes) {
            ignoredBytes += bytes.readableBytes();
        }
        ReferenceCountUtil.release(message);
        if (ignoredBytes > shared.limits().maxIgnoredBytes()) {
            ctx.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable() && !isGone) {
            if (!isFlushing) {
                settle();
            }
            if (subscription != null) {
                subscription.onWritable();
            }
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        isGone = true;
        pinned.settle(null);
        ticket.leave();
        LOG.debug("stream ended: channel={}", channel.id());
        if (subscription != null) {
            subscription.onSinkClosed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("stream broke: channel={}", channel.id(), cause);
        } else {
            LOG.warn("stream failed: channel={}", channel.id(), cause);
        }
        ctx.close();
    }

    /// Gives back what has left. Where something has not, an empty write behind it tells when it has.
    private void settle() {
        pinned.settle(isGone ? null : channel.unsafe().outboundBuffer());
        if (!pinned.isEmpty() && !hasMarker && !isGone) {
            hasMarker = true;
            pinned.addMarker();
            ChannelFuture reached = channel.write(Unpooled.EMPTY_BUFFER);
            pinned.flushed();
            channel.flush();
            reached.addListener(_ -> {
                hasMarker = false;
                settle();
            });
        }
    }

    /// After the end has been written, whoever does not take what is left of the stream is cut off.
    private void closeUnlessMoving(long lastPending) {
        long pending = pendingBytes();
        if (!channel.isOpen()) {
            return;
        }
        if (pending >= lastPending) {
            abort();
        } else {
            loop.after(shared.limits().lingerTimeout(), () -> closeUnlessMoving(pending));
        }
    }
}
