package dev.spate.bench.yardstick;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The yardstick: whoever sends a `GET` is sent whatever anybody sends with a `POST`, as an event stream, and nothing
/// else happens. No topics, no history, no order to keep, no limits but one: what is left is one write of ready bytes
/// for each connection, on an epoll loop with the socket options of the hub. On Netty's channels a hub cannot be
/// cheaper; one that writes past them can, by what they cost.
///
/// One that remembers numbers its events and sends whoever comes back with a `Last-Event-ID` all it missed, out of
/// ready bytes in large pieces: the floor of a replay.
///
/// Thread-safe: its parts are.
public final class BareLoop implements AutoCloseable {
    private static final int BACKLOG = 4_096;
    private static final int READ_BYTES = 8_192;
    private static final int SEND_BUFFER_BYTES = 64 << 10;
    private static final long NOT_SENT_LOW_BYTES = 16 << 10;
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(4 << 10, 16 << 10);

    private final MultiThreadIoEventLoopGroup group;
    private final Channel listening;

    private BareLoop(MultiThreadIoEventLoopGroup group, Channel listening) {
        this.group = group;
        this.listening = listening;
    }

    /// Runs until the process is ended, and says where.
    ///
    /// @param args the port, any free one unless given; and `remember` for one that does
    public static void main(String[] args) {
        int port = args.length == 0 ? 0 : Integer.parseInt(args[0]);
        boolean remembers = args.length > 1 && args[1].equals("remember");
        var loop = remembers ? remember(port) : listen(port, 1);
        System.out.println("listening on http://127.0.0.1:" + loop.port());
    }

    /// Listens on the loopback.
    ///
    /// @param port 0 for any free one
    /// @param loops how many event loops
    public static BareLoop listen(int port, int loops) {
        return listen(port, loops, null);
    }

    /// Listens on the loopback, on one event loop, and remembers what it sends.
    ///
    /// @param port 0 for any free one
    public static BareLoop remember(int port) {
        return listen(port, 1, new History());
    }

    private static BareLoop listen(int port, int loops, @Nullable History history) {
        var group = new MultiThreadIoEventLoopGroup(loops, EpollIoHandler.newFactory());
        var crowds = new Crowds();
        var bootstrap = new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, new PooledByteBufAllocator(true))
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
                .childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, NOT_SENT_LOW_BYTES)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new BareConnection(crowds, history));
                    }
                });
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new BareLoop(group, bootstrap.bind(address).syncUninterruptibly().channel());
    }

    /// Where it listens.
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
