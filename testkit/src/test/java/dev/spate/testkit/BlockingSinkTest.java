package dev.spate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Block;
import dev.spate.hub.BlockingSink;
import dev.spate.hub.BlockingSink.Output;
import dev.spate.hub.CloseReason;
import dev.spate.hub.Framing;
import dev.spate.hub.Subscription;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Both the loop and the threads that write are driven by hand.
class BlockingSinkTest {
    private static final int MAX_PENDING = 40_000;

    private final ManualLoop loop = new ManualLoop();
    private final ManualLoop threads = new ManualLoop();
    private final Response response = new Response();
    private final List<String> calls = new ArrayList<>();
    private final List<Block> released = new ArrayList<>();
    private final BlockingSink sink = new BlockingSink(response, loop, threads::execute, MAX_PENDING);

    BlockingSinkTest() {
        loop.run(() -> sink.belongsTo(new Owner()));
    }

    private final class Owner implements Subscription {
        @Override
        public String id() {
            return "test";
        }

        @Override
        public void onWritable() {
            assertThat(loop.inLoop()).isTrue();
            calls.add("writable");
        }

        @Override
        public void onSinkClosed() {
            assertThat(loop.inLoop()).isTrue();
            calls.add("gone");
        }

        @Override
        public void close(CloseReason reason) {
            calls.add("close");
        }
    }

    private final class Response implements Output {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<String> calls = new ArrayList<>();
        private final List<Long> pending = new ArrayList<>();
        private boolean isGone;
        private Runnable beforeWrite = () -> {};

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            assertThat(threads.inLoop()).isTrue();
            beforeWrite.run();
            pending.add(sink.pendingBytes());
            if (isGone) {
                throw new IOException("broken pipe");
            }
            bytes.write(source, offset, length);
        }

        @Override
        public void flush() {
            calls.add("flush");
        }

        @Override
        public void close() throws IOException {
            calls.add("close");
            if (isGone) {
                throw new IOException("broken pipe");
            }
        }

        @Override
        public void abort() {
            calls.add("abort");
        }

        private String text() {
            return bytes.toString(UTF_8);
        }
    }

    private Block write(String text) {
        var bytes = text.getBytes(UTF_8);
        var block = new Block(bytes, bytes.length, gone -> {
            assertThat(loop.inLoop()).isTrue();
            released.add(gone);
        });
        loop.run(() -> {
            sink.write(block);
            sink.flush();
            block.release();
        });
        return block;
    }

    private void runAll() {
        while (threads.runAll() + loop.runAll() > 0) {
            assertThat(calls).hasSizeLessThan(100);
        }
    }

    @Nested
    class WhileTheClientReads {
        @Test
        void writesOnAThreadOfTheExecutorAndFlushes() {
            write("one");
            assertThat(response.text()).isEmpty();

            runAll();

            assertThat(response.text()).isEqualTo("one");
            assertThat(response.calls).containsExactly("flush");
            assertThat(sink.framing()).isEqualTo(Framing.PLAIN);
        }

        @Test
        void givesSharesBackOnTheLoop() {
            var block = write("one");
            threads.runAll();
            assertThat(released).isEmpty();

            loop.runAll();

            assertThat(released).containsExactly(block);
        }

        @Test
        void keepsTheOrderWithOneThreadAtATime() {
            write("one ");
            write("two ");
            write("three");
            assertThat(threads.waiting()).isEqualTo(1);

            runAll();

            assertThat(response.text()).isEqualTo("one two three");
            assertThat(released).hasSize(3);
        }

        @Test
        void leavesWhatIsNotFlushed() {
            var bytes = "one".getBytes(UTF_8);
            loop.run(() -> sink.write(new Block(bytes, 3, released::add)));
            runAll();

            assertThat(response.text()).isEmpty();
            assertThat(sink.pendingBytes()).isEqualTo(3);
        }

        @Test
        void showsProgressWithinALargeBlock() {
            write("x".repeat(40_000));
            runAll();

            assertThat(response.pending).containsExactly(40_000L, 23_616L, 7_232L);
            assertThat(sink.pendingBytes()).isZero();
        }
    }

    @Nested
    class WhileTheClientIsSlow {
        @Test
        void isWritableUntilSoManyBytesWait() {
            write("x".repeat(MAX_PENDING - 1));
            assertThat(loop.call(sink::isWritable)).isTrue();

            write("x");

            assertThat(loop.call(sink::isWritable)).isFalse();
        }

        @Test
        void tellsItsSubscriptionOnceThereIsRoom() {
            write("x".repeat(15_000));
            write("x".repeat(15_000));
            write("x".repeat(15_000));
            assertThat(loop.call(sink::isWritable)).isFalse();

            threads.runAll();
            loop.runAll();
            assertThat(calls).containsExactly("writable");
            runAll();

            assertThat(calls).containsExactly("writable");
        }

        @Test
        void tellsNothingWhereNobodyWasTurnedAway() {
            write("one");
            loop.run(sink::isWritable);

            runAll();

            assertThat(calls).isEmpty();
        }
    }

    @Nested
    class WhenItEnds {
        @Test
        void closesTheResponseAfterWhatWaits() {
            write("one");
            loop.run(sink::close);
            assertThat(sink.ended().toCompletableFuture()).isNotDone();

            runAll();

            assertThat(response.text()).isEqualTo("one");
            assertThat(response.calls).containsExactly("flush", "close");
            assertThat(sink.ended().toCompletableFuture()).isCompleted();
        }

        @Test
        void closesAResponseForWhichNothingWaits() {
            loop.run(sink::close);
            runAll();

            assertThat(response.calls).containsExactly("close");
            assertThat(sink.ended().toCompletableFuture()).isCompleted();
        }

        @Test
        void givesUpWhatWaitsWhenAborted() {
            write("one");
            var second = write("two");

            loop.run(sink::abort);
            assertThat(released).containsExactly(second);
            runAll();

            assertThat(released).hasSize(2);
            assertThat(response.text()).isEmpty();
            assertThat(response.calls).startsWith("abort").endsWith("close").doesNotHaveDuplicates();
            assertThat(calls).isEmpty();
        }

        @Test
        void stopsWithinALargeBlockWhenAborted() {
            response.beforeWrite = () -> loop.run(sink::abort);
            write("x".repeat(40_000));

            runAll();

            assertThat(response.bytes.size()).isEqualTo(16_384);
            assertThat(released).hasSize(1);
        }

        @Test
        void takesNothingAfterwards() {
            loop.run(sink::abort);
            var block = write("one");
            runAll();

            assertThat(released).containsExactly(block);
            assertThat(response.text()).isEmpty();
            assertThat(loop.call(sink::isWritable)).isFalse();
        }
    }

    @Nested
    class WhenTheOutputBreaks {
        @Test
        void tellsItsSubscriptionAndHoldsNothing() {
            response.isGone = true;
            write("one");
            write("two");

            runAll();

            assertThat(calls).containsExactly("gone");
            assertThat(released).hasSize(2);
            assertThat(response.calls).containsExactly("close");
            assertThat(sink.ended().toCompletableFuture()).isCompleted();
        }

        @Test
        void whatItThrowsBeyondItsContractGoesToTheExecutor() {
            response.beforeWrite = () -> {
                throw new IllegalStateException("response already committed");
            };
            write("one");

            assertThatThrownBy(threads::runAll).isInstanceOf(IllegalStateException.class);
            runAll();

            assertThat(calls).containsExactly("gone");
            assertThat(released).hasSize(1);
        }

        @Test
        void executorThatRefusesIsABrokenOutput() {
            threads.shutDown();

            write("one");
            assertThat(calls).isEmpty();
            loop.runAll();

            assertThat(calls).containsExactly("gone");
            assertThat(released).hasSize(1);
            assertThat(response.calls).containsExactly("abort");
            assertThat(sink.ended().toCompletableFuture()).isCompleted();
        }

        @Test
        void loopThatIsGoneEndsTheResponse() {
            write("one");
            loop.shutDown();

            threads.runAll();

            assertThat(response.calls).containsExactly("flush", "close");
            assertThat(sink.ended().toCompletableFuture()).isCompleted();
        }
    }

    @Test
    void boundIsAtLeastOne() {
        assertThatThrownBy(() -> new BlockingSink(response, loop, threads::execute, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxPendingBytes: 0 (expected: >= 1)");
    }
}
