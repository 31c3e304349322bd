package dev.spate.server.internal.netty;

import dev.spate.server.ServerLimits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/// How sockets are driven: epoll where there is one, NIO elsewhere. Thread-safe: immutable.
enum Transport {
    EPOLL(EpollServerSocketChannel.class),
    NIO(NioServerSocketChannel.class);

    private static final int READ_BYTES = 8_192;
    /// The most reads from one socket before the others get theirs.
    private static final int MAX_READS = 8;
    private static final int KEEP_ALIVE_IDLE_SECONDS = 60;
    private static final int KEEP_ALIVE_INTERVAL_SECONDS = 15;
    private static final int KEEP_ALIVE_PROBES = 4;

    private final Class<? extends ServerChannel> serverChannel;

    Transport(Class<? extends ServerChannel> serverChannel) {
        this.serverChannel = serverChannel;
    }

    static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    MultiThreadIoEventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), ThoroughIoHandler.factory(handlers()));
    }

    private IoHandlerFactory handlers() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    /// Sets everything about sockets that a limit has a name for.
    ServerBootstrap bootstrap(ServerLimits limits, ByteBufAllocator allocator) {
        var bootstrap = new ServerBootstrap()
                .channel(serverChannel)
                .option(ChannelOption.SO_BACKLOG, limits.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.ALLOCATOR, allocator)
                .childOption(ChannelOption.ALLOCATOR, allocator)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(MAX_READS))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.SO_SNDBUF, limits.sendBufferBytes())
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(limits.lowWaterMarkBytes(), limits.highWaterMarkBytes()));
        return switch (this) {
            case NIO -> bootstrap;
            case EPOLL ->
                bootstrap
                        .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) limits.notSentLowBytes())
                        .childOption(EpollChannelOption.TCP_USER_TIMEOUT, (int)
                                limits.userTimeout().toMillis())
                        .childOption(EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_SECONDS)
                        .childOption(EpollChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL_SECONDS)
                        .childOption(EpollChannelOption.TCP_KEEPCNT, KEEP_ALIVE_PROBES);
        };
    }
}
