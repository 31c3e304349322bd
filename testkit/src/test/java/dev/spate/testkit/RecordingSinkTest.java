package dev.spate.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Block;
import dev.spate.hub.CloseReason;
import dev.spate.hub.Framing;
import dev.spate.hub.Subscription;
import dev.spate.testkit.RecordingSink.End;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordingSinkTest {
    private final ManualLoop loop = new ManualLoop();
    private final List<String> calls = new ArrayList<>();
    private final List<Block> released = new ArrayList<>();

    private Block block(String text) {
        var bytes = text.getBytes(UTF_8);
        return new Block(bytes, bytes.length, released::add);
    }

    private Block write(RecordingSink sink, String text) {
        var block = block(text);
        loop.run(() -> {
            sink.write(block);
            sink.flush();
            block.release();
        });
        return block;
    }

    private Subscription subscription() {
        return new Subscription() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public void onWritable() {
                calls.add("writable");
            }

            @Override
            public void onSinkClosed() {
                calls.add("gone");
            }

            @Override
            public void close(CloseReason reason) {
                calls.add("close " + reason);
            }
        };
    }

    @Nested
    class WhenItTakesEverything {
        private final RecordingSink sink = new RecordingSink(loop);

        @Test
        void readsWhatAClientWould() {
            write(sink, "retry: 3000\n: hello\n\ndata: one\nid: 1\n\nevent: spate.gap\ndata: {}\nid: 2\n\n");

            assertThat(sink.data()).containsExactly("one");
            assertThat(sink.signals()).extracting("type").containsExactly("spate.gap");
            assertThat(sink.comments()).containsExactly("hello");
            assertThat(sink.retries()).containsExactly(3000L);
            assertThat(sink.lastEventId()).isEqualTo("2");
        }

        @Test
        void keepsNoShare() {
            var block = write(sink, "data: one\n\n");

            assertThat(released).containsExactly(block);
            assertThat(sink.pendingBytes()).isZero();
        }

        @Test
        void takesNothingBeforeTheFlush() {
            loop.run(() -> sink.write(block("data: one\n\n")));

            assertThat(sink.eventCount()).isZero();
            assertThat(sink.pendingBytes()).isEqualTo(11);
        }

        @Test
        void closesInGoodOrder() {
            loop.run(sink::close);

            assertThat(sink.end()).isEqualTo(End.CLOSED);
        }
    }

    @Nested
    class WhenItStalls {
        private final RecordingSink sink = new RecordingSink(loop, Framing.PLAIN, 20);

        @Test
        void holdsAShareOfWhatItHasNotTaken() {
            sink.stallAfter(5);
            loop.runAll();

            write(sink, "data: one\n\n");

            assertThat(released).isEmpty();
            assertThat(sink.text()).isEqualTo("data:");
            assertThat(sink.pendingBytes()).isEqualTo(6);
        }

        @Test
        void isWritableUntilItsCapacityIsReached() {
            loop.run(sink::stall);

            write(sink, "x".repeat(19));
            assertThat(loop.call(sink::isWritable)).isTrue();
            write(sink, "x");
            assertThat(loop.call(sink::isWritable)).isFalse();
        }

        @Test
        void tellsItsSubscriptionOnceThereIsRoomAgain() {
            loop.run(() -> sink.belongsTo(subscription()));
            loop.run(sink::stall);
            write(sink, "data: ".repeat(4) + "\n\n");

            sink.resume();
            loop.runAll();

            assertThat(calls).containsExactly("writable");
            assertThat(sink.eventCount()).isEqualTo(1);
        }

        @Test
        void closesOnlyAfterWhatWaits() {
            loop.run(sink::stall);
            write(sink, "data: one\n\n");
            loop.run(sink::close);
            assertThat(sink.end()).isEqualTo(End.NONE);

            loop.run(sink::resume);

            assertThat(sink.end()).isEqualTo(End.CLOSED);
            assertThat(sink.data()).containsExactly("one");
        }

        @Test
        void givesItsSharesBackWhenAborted() {
            loop.run(sink::stall);
            var block = write(sink, "data: one\n\n");

            loop.run(sink::abort);

            assertThat(released).containsExactly(block);
            assertThat(sink.end()).isEqualTo(End.ABORTED);
            assertThat(sink.eventCount()).isZero();
        }

        @Test
        void givesItsSharesBackWhenTheClientGoesAway() {
            loop.run(() -> sink.belongsTo(subscription()));
            loop.run(sink::stall);
            var block = write(sink, "data: one\n\n");

            loop.run(sink::goAway);

            assertThat(released).containsExactly(block);
            assertThat(calls).containsExactly("gone");
        }
    }

    @Nested
    class WhenTheContractIsBroken {
        private final RecordingSink sink = new RecordingSink(loop, Framing.CHUNKED, 1);

        @Test
        void callOffTheLoop() {
            assertThatThrownBy(sink::flush).hasMessageContaining("flush on the loop");
        }

        @Test
        void blockThatIsNoChunk() {
            assertThatThrownBy(() -> write(sink, "data: one\n\n")).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> write(sink, "b\r\ndata: one\n\n\r")).isInstanceOf(AssertionError.class);
            assertThatThrownBy(() -> write(sink, "0\r\n\r\n")).isInstanceOf(AssertionError.class);
        }

        @Test
        void blockOfTwoChunks() {
            assertThatThrownBy(() -> write(sink, "1\r\n:\r\n1\r\n\n\r\n"))
                    .hasMessageContaining("a block that is one whole chunk");
        }

        @Test
        void chunksAreUnwrapped() {
            write(sink, "8\r\ndata: on\r\n");
            write(sink, "3\r\ne\n\n\r\n");

            assertThat(sink.data()).containsExactly("one");
        }

        @Test
        void writeAfterTheEnd() {
            loop.run(sink::close);

            assertThatThrownBy(() -> write(sink, "1\r\n:\r\n")).hasMessageContaining("write before the end");
        }

        @Test
        void bytesLeftBehindWithoutAFlush() {
            assertThatThrownBy(() -> loop.run(() -> {
                        sink.write(block("1\r\n:\r\n"));
                        sink.close();
                    }))
                    .hasMessageContaining("close after a flush, 6 bytes are left behind");
        }
    }
}
