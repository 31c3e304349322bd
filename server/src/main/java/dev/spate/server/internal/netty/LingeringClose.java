package dev.spate.server.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;

/// Ends a connection after its last answer so that the client can read it: our side is closed first, and what the
/// client still sends is thrown away until it closes too. To close both sides at once would answer those bytes with
/// a reset, which takes the answer out of the client's hands (RFC 9112 §9.6).
///
/// Owner: the connection's event loop.
final class LingeringClose extends ChannelInboundHandlerAdapter {
    private final Channel channel;
    private final Shared shared;
    private final ConnectionGate.Ticket ticket;

    LingeringClose(Channel channel, Shared shared, ConnectionGate.Ticket ticket) {
        this.channel = channel;
        this.shared = shared;
        this.ticket = ticket;
    }

    /// @param last the last write
    void begin(NettyLoop loop, ChannelFuture last) {
        loop.after(shared.limits().lingerTimeout(), channel::close);
        last.addListener(_ -> ((DuplexChannel) channel).shutdownOutput());
        channel.config().setAutoRead(true);
        channel.flush();
    }

    /// For a client that has closed its side already: only the answer is waited for.
    ///
    /// @param last the last write
    void closeAfter(NettyLoop loop, ChannelFuture last) {
        loop.after(shared.limits().lingerTimeout(), channel::close);
        last.addListener(_ -> channel.close());
        channel.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ticket.leave();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
