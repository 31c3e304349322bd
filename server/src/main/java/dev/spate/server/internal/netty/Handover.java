package dev.spate.server.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.function.IntConsumer;

/// Takes a socket out of its channel, to be left to a [SocketStream]. A channel takes several times the memory of a
/// stream, and each write goes a longer way through it; a stream needs nothing that it has.
///
/// The channel is taken off its loop first, so that nothing can close the socket behind the stream's back; what the
/// client does in the meantime, epoll tells again once the stream is on the loop. This handler is what is left of
/// the pipeline until then. Afterwards nobody holds the channel any more.
///
/// Owner: the connection's event loop.
final class Handover extends ChannelInboundHandlerAdapter {
    private final ConnectionGate.Ticket ticket;

    private Handover(ConnectionGate.Ticket ticket) {
        this.ticket = ticket;
    }

    /// Whether a channel's socket can be taken out: one of epoll's, and everything written has left it.
    static boolean isPossible(Channel channel) {
        var waiting = channel.unsafe().outboundBuffer();
        return channel instanceof EpollSocketChannel && waiting != null && waiting.isEmpty();
    }

    /// @param pipeline of the channel
    /// @param ticket given back here if the connection breaks before the socket is free
    /// @param taker is given the socket's descriptor, on the loop, and owns it from then on
    static void begin(Channel channel, Pipeline pipeline, ConnectionGate.Ticket ticket, IntConsumer taker) {
        pipeline.becomes(new Handover(ticket));
        channel.deregister().addListener(_ -> {
            if (channel.isOpen()) {
                taker.accept(((EpollSocketChannel) channel).fd().intValue());
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
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
