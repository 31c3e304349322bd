package dev.spate.server.internal.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpResponseEncoder;

/// The handlers of a connection: decoder, encoder and [HttpConnection] at first; in the end only one, which takes
/// little memory while nothing happens.
///
/// Owner: the connection's event loop.
final class Pipeline {
    private final Channel channel;
    private final StrictRequestDecoder decoder;
    private final HttpResponseEncoder encoder = new HttpResponseEncoder();
    private final HttpConnection connection;
    private long countedHeadBytes;

    private Pipeline(Channel channel, NettyLoop loop, Shared shared, ConnectionGate.Ticket ticket) {
        this.channel = channel;
        this.decoder = new StrictRequestDecoder(shared.limits());
        this.connection = new HttpConnection(loop, shared, ticket, this);
    }

    /// Begins to serve HTTP on a channel.
    static void begin(Channel channel, NettyLoop loop, Shared shared, ConnectionGate.Ticket ticket) {
        var pipeline = new Pipeline(channel, loop, shared, ticket);
        channel.pipeline().addLast(pipeline.decoder, pipeline.encoder, pipeline.connection);
    }

    /// @return whether the head of a request has begun and is not complete
    boolean isInsideHead() {
        return decoder.isInsideHead();
    }

    /// @return the bytes of heads since the last call
    long takeHeadBytes() {
        long taken = decoder.headBytes() - countedHeadBytes;
        countedHeadBytes = decoder.headBytes();
        return taken;
    }

    /// Leaves the connection to a handler that speaks no HTTP. What the decoder still holds goes to that handler.
    void becomes(ChannelHandler last) {
        channel.pipeline().replace(connection, null, last);
        channel.pipeline().remove(encoder);
        channel.pipeline().remove(decoder);
    }
}
