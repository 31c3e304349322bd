package dev.spate.server.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Block;
import dev.spate.hub.Framing;
import dev.spate.hub.Hub;
import dev.spate.hub.Retention;
import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.ServerCounters;
import dev.spate.server.internal.http.SystemClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What a stream's connection holds of the hub's blocks, and for how long.
final class StreamConnectionTest {
    private static final int LOW = 40;
    private static final int HIGH = 120;

    private final Hub hub = Hub.builder().memoryLog(Retention.forMemory()).build();
    private final PooledByteBufAllocator allocator = new PooledByteBufAllocator(true);
    private final NarrowChannel channel = new NarrowChannel();
    private final ConnectionGate gate = new ConnectionGate(ServerLimits.standard(), new ServerCounters(), false);
    private final List<Block> released = new ArrayList<>();
    private final CountingSubscription subscription = new CountingSubscription();
    private final StreamConnection stream = new StreamConnection(
            channel, loop(), shared(), Framing.CHUNKED, gate.enter(() -> null).orElseThrow());

    StreamConnectionTest() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(LOW, HIGH));
        channel.pipeline().addLast(stream);
        stream.attached(subscription);
    }

    @AfterEach
    void nothingIsLost() {
        channel.close();
        channel.releaseOutbound();
        hub.close();
        long inUse = allocator.metric().directArenas().stream()
                .mapToLong(arena -> arena.numActiveAllocations())
                .sum();
        assertThat(channel.liveBuffers()).isZero();
        assertThat(inUse).isNotNegative();
    }

    @Nested
    class WhenTheSocketTakesEverything {
        @Test
        void aBlockIsGivenBackWithTheFlush() {
            Block block = block("hello");

            stream.write(block);
            block.release();
            assertThat(released).isEmpty();
            stream.flush();

            assertThat(released).containsExactly(block);
            assertThat(stream.pendingBytes()).isZero();
            assertThat(channel.written()).isEqualTo("hello");
        }

        @Test
        void blocksOfOneTurnLeaveInOrder() {
            List<Block> blocks = List.of(block("a"), block("b"), block("c"));

            blocks.forEach(stream::write);
            stream.flush();
            blocks.forEach(Block::release);

            assertThat(channel.written()).isEqualTo("abc");
            assertThat(released).isEqualTo(blocks);
        }

        @Test
        void theEndIsTheLastChunk() {
            stream.close();

            assertThat(channel.written()).isEqualTo("0\r\n\r\n");
            assertThat(channel.isOpen()).isFalse();
        }
    }

    @Nested
    class WhenTheSocketIsFull {
        @Test
        void aBlockIsHeldUntilItHasLeft() {
            channel.allow(0);
            Block block = send("hello");

            assertThat(released).isEmpty();
            assertThat(stream.pendingBytes()).isEqualTo(5);

            channel.allow(100);
            assertThat(released).containsExactly(block);
            assertThat(stream.pendingBytes()).isZero();
        }

        @Test
        void eachBlockIsGivenBackByItself() {
            channel.allow(0);
            Block first = send("first");
            Block second = send("second");

            channel.allow(1);
            stream.flush();
            assertThat(released).containsExactly(first);
            assertThat(stream.pendingBytes()).isEqualTo(6);

            channel.allow(100);
            assertThat(released).containsExactly(first, second);
        }

        @Test
        void theHubIsToldOnceMoreMayBeWritten() {
            channel.allow(0);
            send("x".repeat(HIGH + 1));
            assertThat(stream.isWritable()).isFalse();

            channel.allow(100);

            assertThat(stream.isWritable()).isTrue();
            assertThat(subscription.writable()).isEqualTo(1);
        }

        @Test
        void aConnectionThatClosesGivesEverythingBack() {
            channel.allow(0);
            Block first = send("first");
            Block second = block("second");
            stream.write(second);
            second.release();

            channel.close();
            channel.runPendingTasks();

            assertThat(released).containsExactly(first, second);
            assertThat(subscription.closed()).isEqualTo(1);
            assertThat(stream.pendingBytes()).isZero();
        }

        @Test
        void whatIsWrittenAfterwardsIsNotHeld() {
            channel.close();
            channel.runPendingTasks();

            Block late = send("late");

            assertThat(released).containsExactly(late);
        }
    }

    @Nested
    class AtRandom {
        @Test
        void everyBlockIsGivenBackJustWhenItHasLeft() {
            long seed = new Random().nextLong();
            var random = new Random(seed);
            int sent = 0;
            for (int step = 0; step < 2_000; step++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        send("x".repeat(1 + random.nextInt(50)));
                        sent++;
                    }
                    case 2 -> channel.allow(random.nextInt(4));
                    default -> stream.flush();
                }
                assertThat(released.size()).as("seed %d, step %d", seed, step).isLessThanOrEqualTo(channel.blocksOut());
            }

            channel.allow(1_000_000);

            assertThat(released).as("seed %d", seed).hasSize(sent);
            assertThat(stream.pendingBytes()).isZero();
        }
    }

    private Block send(String text) {
        Block block = block(text);
        stream.write(block);
        stream.flush();
        block.release();
        return block;
    }

    private Block block(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Block(bytes, bytes.length, released::add);
    }

    private NettyLoop loop() {
        return new NettyLoop(channel.eventLoop(), shared(), allocator, SystemClock.source());
    }

    private Shared shared() {
        return SharedParts.around(hub, ServerLimits.standard());
    }

    /// A channel whose socket takes only as many writes as it is allowed; everything, unless told otherwise.
    private static final class NarrowChannel extends EmbeddedChannel {
        private final StringBuilder written = new StringBuilder();
        private final List<ByteBuf> seen = new ArrayList<>();
        private int allowed = Integer.MAX_VALUE;
        private int blocksOut;

        /// Lets this many more writes pass, and passes what waits.
        void allow(int writes) {
            allowed = writes;
            flush();
            runPendingTasks();
        }

        String written() {
            return written.toString();
        }

        int blocksOut() {
            return blocksOut;
        }

        long liveBuffers() {
            return seen.stream().filter(buffer -> buffer.refCnt() > 1).count();
        }

        @Override
        protected void doWrite(ChannelOutboundBuffer in) {
            while (allowed > 0 && in.current() instanceof ByteBuf buffer) {
                if (buffer.isReadable()) {
                    written.append(buffer.toString(StandardCharsets.UTF_8));
                    seen.add(buffer);
                    blocksOut++;
                    allowed--;
                }
                in.remove();
            }
        }
    }
}
