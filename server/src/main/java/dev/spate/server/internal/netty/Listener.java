package dev.spate.server.internal.netty;

import dev.spate.hub.HubException;
import dev.spate.server.ServerLimits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens, and serves what connects: sockets, event loops and their life.
///
/// Owner: the thread that holds the lock of [dev.spate.server.HubServer].
public final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long SHUTDOWN_SECONDS = 5;

    private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);
    private final MultiThreadIoEventLoopGroup acceptors;
    private final MultiThreadIoEventLoopGroup workers;
    private final IdentityHashMap<EventLoop, NettyLoop> loops = new IdentityHashMap<>();
    private final List<Channel> listening = new ArrayList<>();

    private Listener(Transport transport, Shared shared, int loopCount, InstantSource clock) {
        this.acceptors = transport.group(1, "spate-accept");
        this.workers = transport.group(loopCount, "spate-loop");
        var period = Deadlines.period(shared.limits());
        for (EventExecutor executor : workers) {
            var loop = new NettyLoop((EventLoop) executor, shared, allocator, clock);
            loops.put((EventLoop) executor, loop);
            loop.begin(period);
        }
    }

    /// Where and how to listen.
    ///
    /// @param addresses what to listen on; port 0 for any free one
    /// @param loops how many event loops
    /// @param clock the time of answers
    /// @param isPortable whether to use what every system has, though this one may have better
    public record Settings(List<InetSocketAddress> addresses, int loops, InstantSource clock, boolean isPortable) {
        public Settings {
            addresses = List.copyOf(addresses);
        }
    }

    /// Begins to listen on every address, or on none.
    ///
    /// @param settings where and how
    /// @param shared what connections share
    /// @return the listener
    /// @throws HubException if an address cannot be listened on
    public static Listener open(Settings settings, Shared shared) {
        Transport transport = settings.isPortable() ? Transport.NIO : Transport.best();
        var listener = new Listener(transport, shared, settings.loops(), settings.clock());
        boolean isLoopbackOnly = settings.addresses().stream()
                .allMatch(address ->
                        address.getAddress() != null && address.getAddress().isLoopbackAddress());
        var gate = new ConnectionGate(shared.limits(), shared.counters(), !isLoopbackOnly);
        try {
            for (InetSocketAddress address : settings.addresses()) {
                listener.bind(transport, address, listener.connections(shared, gate), shared);
            }
            return listener;
        } catch (HubException e) {
            listener.close();
            throw e;
        }
    }

    /// @return what is listened on, with the ports that were found
    public List<InetSocketAddress> addresses() {
        return listening.stream()
                .map(channel -> (InetSocketAddress) channel.localAddress())
                .toList();
    }

    /// How many buffers outside the heap are in use. Those that threads keep for later count too, until the threads
    /// end.
    ///
    /// @return 0 after [#close()], unless one was lost
    public long buffersInUse() {
        return allocator.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveAllocations)
                .sum();
    }

    /// Accepts no more connections.
    public void stopAccepting() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
    }

    /// Ends the connections that carry no event stream: idle ones now, others after their answer.
    ///
    /// @return completes when none is left
    public CompletableFuture<Void> closeIdle() {
        try {
            return CompletableFuture.allOf(
                    loops.values().stream().map(NettyLoop::empty).toArray(CompletableFuture[]::new));
        } catch (RejectedExecutionException _) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /// Ends everything. Waits for the threads, a few seconds at most.
    @Override
    public void close() {
        stopAccepting();
        var accepting = acceptors.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        var working = workers.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        accepting.awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        if (working.awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            loops.values().forEach(NettyLoop::release);
            loops.clear();
        }
    }

    private void bind(Transport transport, InetSocketAddress address, ChannelHandler connections, Shared shared) {
        ServerLimits limits = shared.limits();
        ServerBootstrap bootstrap = transport.bootstrap(limits, allocator);
        var bound =
                bootstrap.group(acceptors, workers).childHandler(connections).bind(address);
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new HubException(
                    "listen: " + address.getHostString() + ":" + address.getPort()
                            + " (expected: an address of this machine with a free port)",
                    bound.cause());
        }
        listening.add(bound.channel());
    }

    private ChannelHandler connections(Shared shared, ConnectionGate gate) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                accept(channel, shared, gate);
            }
        };
    }

    private void accept(Channel channel, Shared shared, ConnectionGate gate) {
        var ticket = gate.enter(channel::remoteAddress);
        if (ticket.isEmpty()) {
            channel.close();
            return;
        }
        NettyLoop loop = loops.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalStateException("loop: " + channel.eventLoop() + " (expected: one of this listener)");
        }
        if (LOG.isDebugEnabled()) {
            LOG.debug("connection opened: channel={} remote={}", channel.id(), channel.remoteAddress());
        }
        Pipeline.begin(channel, loop, shared, ticket.get());
    }
}
