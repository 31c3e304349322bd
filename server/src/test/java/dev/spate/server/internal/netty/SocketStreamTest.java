package dev.spate.server.internal.netty;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.Admission;
import dev.spate.hub.Block;
import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;
import dev.spate.hub.Hub;
import dev.spate.hub.Position;
import dev.spate.hub.Retention;
import dev.spate.hub.Subscription;
import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.ServerCounters;
import dev.spate.server.internal.http.SystemClock;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A stream on a real socket and a real loop: what the client gets, what is held meanwhile, and how it ends.
final class SocketStreamTest {
    private static final byte[] HEAD = "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGE = 100_000;

    private final Hub hub = Hub.builder().memoryLog(Retention.forMemory()).build();
    private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);
    private final List<Block> released = new CopyOnWriteArrayList<>();
    private final CountingSubscription subscription = new CountingSubscription();
    private final ServerCounters counters = new ServerCounters();
    private @Nullable MultiThreadIoEventLoopGroup group;
    private @Nullable EventLoop eventLoop;
    private @Nullable SocketStream stream;
    private java.net.Socket client = new java.net.Socket();

    @BeforeEach
    void connect() throws Exception {
        assumeThat(Epoll.isAvailable()).isTrue();
        group = Transport.EPOLL.group(1, "test");
        eventLoop = group.next();
        var limits = ServerLimits.standard()
                .with()
                .lingerTimeout(Duration.ofMillis(200))
                .maxIgnoredBytes(1_000)
                .build();
        var loop = new NettyLoop(eventLoop, SharedParts.around(hub, limits), allocator, SystemClock.source());
        var gate = new ConnectionGate(limits, counters, false);
        int fd = accepted();
        onLoop(() -> {
            var ticket = gate.enter(() -> null).orElseThrow();
            stream = new SocketStream(fd, loop, Framing.CHUNKED, ticket);
            stream.begin(HEAD, admission());
            return null;
        });
        assertThat(read(HEAD.length)).isEqualTo(new String(HEAD, StandardCharsets.US_ASCII));
    }

    @AfterEach
    void nothingIsLost() throws IOException {
        client.close();
        if (group != null) {
            group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
            assertThat(counters.connectionsClosed.sum()).isEqualTo(1);
            assertThat(subscription.closed()).isEqualTo(1);
        }
        hub.close();
    }

    @Nested
    class AClientThatReads {
        @Test
        void getsTheBlocksOfATurnInOrder() throws Exception {
            onLoop(() -> {
                for (String text : List.of("a", "b", "c")) {
                    write(text);
                }
                stream().flush();
                return null;
            });

            assertThat(read(3)).isEqualTo("abc");
            assertThat(released).hasSize(3);
        }

        @Test
        void nothingIsHeldOfWhatHasLeft() throws Exception {
            send("hello");

            assertThat(read(5)).isEqualTo("hello");
            assertThat(onLoop(() -> stream().pendingBytes())).isZero();
            assertThat(onLoop(() -> stream().isWritable())).isTrue();
        }

        @Test
        void isSentTheLastChunkInTheEnd() throws Exception {
            onLoop(() -> {
                stream().close();
                return null;
            });

            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("0\r\n\r\n");
        }

        @Test
        void isResetWhenItIsGivenUp() throws Exception {
            onLoop(() -> {
                stream().abort();
                return null;
            });

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Nested
    class AClientThatStopsReading {
        @Test
        void isHeldBlocksForUntilItReadsOn() throws Exception {
            int blocks = fill();

            assertThat(onLoop(() -> stream().pendingBytes())).isPositive();
            assertThat(released).hasSizeLessThan(blocks);

            assertThat(read(blocks * LARGE)).isEqualTo("x".repeat(blocks * LARGE));
            await().until(() -> subscription.writable() == 1);
            assertThat(released).hasSize(blocks);
            assertThat(onLoop(() -> stream().isWritable())).isTrue();
        }

        @Test
        void getsWhatWasWrittenThoughTheSocketWasFullToo() throws Exception {
            int blocks = fill();
            send("the");
            send("end");

            assertThat(read(blocks * LARGE + 6)).endsWith("xtheend");
            await().until(() -> released.size() == blocks + 2);
        }

        @Test
        void getsTheEndBehindEverythingElse() throws Exception {
            int blocks = fill();
            onLoop(() -> {
                stream().close();
                return null;
            });

            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .hasSize(blocks * LARGE + 5)
                    .endsWith("0\r\n\r\n");
        }

        @Test
        void isCutOffIfItDoesNotTakeTheEnd() throws Exception {
            int blocks = fill();
            onLoop(() -> {
                stream().close();
                return null;
            });

            await().until(() -> subscription.closed() == 1);
            assertThat(released).hasSize(blocks);
        }
    }

    @Nested
    class AClientThatGoes {
        @Test
        void isMissedWhenItCloses() throws Exception {
            client.close();

            await().until(() -> subscription.closed() == 1);
        }

        @Test
        void isMissedWhenItResetsAndGivesEverythingBack() throws Exception {
            int blocks = fill();

            client.setSoLinger(true, 0);
            client.close();

            await().until(() -> subscription.closed() == 1);
            assertThat(released).hasSize(blocks);
            assertThat(onLoop(() -> stream().isWritable())).isFalse();
        }

        @Test
        void isMissedWhenItOnlyEndsSending() throws Exception {
            client.shutdownOutput();

            await().until(() -> subscription.closed() == 1);
        }

        @Test
        void isHeldNothingForAfterwards() throws Exception {
            client.close();
            await().until(() -> subscription.closed() == 1);

            send("late");

            assertThat(released).hasSize(1);
        }
    }

    @Nested
    class AClientThatTalks {
        @Test
        void isLeftAloneUpToTheLimit() throws Exception {
            client.getOutputStream().write(new byte[1_000]);

            send("hello");

            assertThat(read(5)).isEqualTo("hello");
            assertThat(subscription.closed()).isZero();
        }

        @Test
        void isCutOffBeyondIt() throws Exception {
            client.getOutputStream().write(new byte[1_001]);

            await().until(() -> subscription.closed() == 1);
        }
    }

    @Nested
    class ALoopThatEnds {
        @Test
        void closesItsStreamsAndGivesTheirBlocksBack() throws Exception {
            int blocks = fill();

            group().shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();

            assertThat(subscription.closed()).isEqualTo(1);
            assertThat(released).hasSize(blocks);
        }
    }

    /// Writes until the socket takes no more.
    private int fill() throws Exception {
        return onLoop(() -> {
            int count = 0;
            while (stream().isWritable()) {
                write("x".repeat(LARGE));
                stream().flush();
                count++;
            }
            return count;
        });
    }

    private void send(String text) throws Exception {
        onLoop(() -> {
            write(text);
            stream().flush();
            return null;
        });
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        var block = new Block(bytes, bytes.length, released::add);
        stream().write(block);
        block.release();
    }

    private String read(int count) throws IOException {
        return new String(client.getInputStream().readNBytes(count), StandardCharsets.US_ASCII);
    }

    private SocketStream stream() {
        return requireNonNull(stream);
    }

    private MultiThreadIoEventLoopGroup group() {
        return requireNonNull(group);
    }

    private <T> T onLoop(Callable<T> task) throws Exception {
        return requireNonNull(eventLoop).submit(task).get(30, TimeUnit.SECONDS);
    }

    private Admission admission() {
        return new Admission() {
            @Override
            public Position position() {
                return hub.head();
            }

            @Override
            public Subscription attach(EventSink sink, DeliveryLoop loop) {
                return subscription;
            }
        };
    }

    /// A connection of the client's to a socket that does not block.
    private int accepted() throws IOException {
        var listening = Socket.newSocketStream();
        try {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listening.listen(1);
            client.setReceiveBufferSize(4_096);
            client.connect(listening.localAddress());
            client.setSoTimeout(30_000);
            return await().until(() -> listening.accept(new byte[50]), fd -> fd >= 0);
        } finally {
            listening.close();
        }
    }
}
