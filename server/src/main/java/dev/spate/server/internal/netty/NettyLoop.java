package dev.spate.server.internal.netty;

import dev.spate.hub.Block;
import dev.spate.hub.DeliveryLoop;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.channel.unix.IovArray;
import io.netty.channel.unix.Socket;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An event loop as the hub sees it, and what the connections on it share: one timer for all their deadlines, and
/// the date of their answers.
///
/// Owner: the event loop, except for the methods of [DeliveryLoop] and [#begin(Duration)], which are thread-safe.
final class NettyLoop implements DeliveryLoop {
    private static final Logger LOG = LoggerFactory.getLogger(NettyLoop.class);
    private static final int SCRATCH_BYTES = 4_096;
    /// The most pieces that one system call sends.
    private static final int MAX_PIECES = 64;
    private static final long MILLIS_A_SECOND = 1_000;
    /// RFC 9110 §5.6.7.
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final EventLoop eventLoop;
    private final Shared shared;
    private final InstantSource clock;
    private final Block.CarrierMaker<SharedBytes> carrierMaker;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final IovArray pieces = new IovArray(MAX_PIECES);
    private final Set<HttpConnection> connections = new LinkedHashSet<>();
    private final CompletableFuture<Void> emptied = new CompletableFuture<>();
    private boolean isEmptying;
    private long dateSecond = Long.MIN_VALUE;
    private String date = "";

    NettyLoop(EventLoop eventLoop, Shared shared, ByteBufAllocator allocator, InstantSource clock) {
        this.eventLoop = eventLoop;
        this.shared = shared;
        this.clock = clock;
        this.carrierMaker = block -> SharedBytes.of(block, allocator);
    }

    /// Begins to watch over the deadlines of connections.
    void begin(Duration period) {
        every(period, this::tick);
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    /// A task that a task gives is run before the sockets are looked at again. One that is due at once is not.
    @Override
    public void executeAfterOthers(Runnable task) {
        eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    @Override
    public Repetition every(Duration period, Runnable task) {
        Future<?> scheduled =
                eventLoop.scheduleWithFixedDelay(task, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /// Runs a task once, later.
    void after(Duration delay, Runnable task) {
        eventLoop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    Shared shared() {
        return shared;
    }

    Block.CarrierMaker<SharedBytes> carrierMaker() {
        return carrierMaker;
    }

    /// Puts a socket on the loop that is no channel.
    Future<IoRegistration> register(IoHandle handle) {
        return ((IoEventLoop) eventLoop).register(handle);
    }

    /// Reads from a socket, and throws away what comes.
    ///
    /// @return how many bytes; 0 if there are none now, negative at the end
    int readAndForget(Socket socket) throws IOException {
        scratch.clear();
        return socket.recv(scratch, 0, scratch.capacity());
    }

    /// For sending several pieces at once.
    ///
    /// @return an empty array, to be used before the next call
    IovArray clearedArray() {
        pieces.clear();
        return pieces;
    }

    void add(HttpConnection connection) {
        assert inLoop();
        connections.add(connection);
        if (isEmptying) {
            connection.finish();
        }
    }

    void remove(HttpConnection connection) {
        assert inLoop();
        connections.remove(connection);
        completeIfEmpty();
    }

    /// Closes the connections that wait for a request, and every other one after its answer. Thread-safe.
    ///
    /// @return completes when none is left; event streams do not count
    CompletableFuture<Void> empty() {
        eventLoop.execute(() -> {
            isEmptying = true;
            List.copyOf(connections).forEach(HttpConnection::finish);
            completeIfEmpty();
        });
        return emptied;
    }

    /// To be called once the thread has ended.
    void release() {
        pieces.release();
    }

    /// The value of a `Date` field.
    String date() {
        assert inLoop();
        long second = clock.millis() / MILLIS_A_SECOND;
        if (second != dateSecond) {
            dateSecond = second;
            date = DATE.format(Instant.ofEpochSecond(second));
        }
        return date;
    }

    private void tick() {
        long now = shared.ticker().nanos();
        for (HttpConnection connection : List.copyOf(connections)) {
            try {
                connection.onTick(now);
            } catch (RuntimeException e) {
                // The timer must outlive a fault in one connection.
                LOG.warn("deadline failed", e);
                connection.context().close();
            }
        }
    }

    private void completeIfEmpty() {
        if (isEmptying && connections.isEmpty()) {
            emptied.complete(null);
        }
    }
}
