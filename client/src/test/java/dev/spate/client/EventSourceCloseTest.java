package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spate.wire.EventParser;
import dev.spate.wire.ReceivedEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EventSourceCloseTest extends SourceOfScriptedServer {
    @Nested
    class WhenItIsClosed {

        @Test
        void theConnectionIsGivenUp() throws Exception {
            CountDownLatch isGivenUp = new CountDownLatch(1);
            server.then(exchange -> {
                exchange.stream().awaitClosedByClient();
                isGivenUp.countDown();
            });
            run(to("/"));
            await().until(() -> listener.calls.contains("open"));

            source.close();

            isGivenUp.await();
            assertThat(listener.calls).containsExactly("open");
        }

        @Test
        void noEventOfTheSamePieceFollows() throws Exception {
            server.then(streaming("data: 1\n\ndata: 2\n\n"));
            CountDownLatch isOver = new CountDownLatch(1);
            source = to("/").threads(task -> new Thread(() -> {
                        task.run();
                        isOver.countDown();
                    }))
                    .build(new EventSource.Listener() {
                        @Override
                        public void onEvent(ReceivedEvent event) {
                            listener.onEvent(event);
                            source.close();
                        }
                    });

            source.start();

            isOver.await();
            assertThat(listener.data()).containsExactly("1");
        }

        @Test
        void aCallbackThatIsRunningIsWaitedFor() throws Exception {
            server.then(streaming("data: 1\n\ndata: 2\n\n"));
            CountDownLatch isInside = new CountDownLatch(1);
            CountDownLatch mayLeave = new CountDownLatch(1);
            source = to("/").build(event -> {
                isInside.countDown();
                awaitUninterruptibly(mayLeave);
                listener.onEvent(event);
            });
            source.start();
            isInside.await();

            Thread closer = new Thread(source::close);
            closer.start();
            await().until(() -> closer.getState() == Thread.State.WAITING);
            mayLeave.countDown();
            closer.join();

            assertThat(listener.data()).containsExactly("1");
        }

        @Test
        void aPendingAttemptIsCancelled() throws Exception {
            server.then(exchange -> exchange.stream().send("retry: 3600000\n"));
            CountDownLatch isOver = new CountDownLatch(1);
            run(to("/").threads(task -> new Thread(() -> {
                task.run();
                isOver.countDown();
            })));
            await().until(() -> !listener.delays.isEmpty());

            source.close();

            isOver.await();
            assertThat(server.request()).isNotNull();
            assertThat(server.unseenRequests()).isZero();
        }

        @Test
        void aRequestUnderWayIsCancelled() throws Exception {
            CountDownLatch isGivenUp = new CountDownLatch(1);
            server.then(exchange -> {
                exchange.awaitClosedByClient();
                isGivenUp.countDown();
            });
            run(to("/"));
            server.request();

            source.close();

            isGivenUp.await();
            assertThat(listener.calls).isEmpty();
        }

        @Test
        void noThreadStays() throws Exception {
            server.then(streaming("data: 1\n\n"));
            run(to("/").threads(task -> new Thread(task, "source-of-this-test")));
            await().until(() -> !listener.events.isEmpty());
            assertThat(threads("source-of-this-test")).isOne();

            source.close();

            await().until(() -> threads("source-of-this-test") == 0);
            await().until(() -> server.connections() == 0);
        }

        @Test
        void startingIsRefused() {
            source.close();

            assertThatThrownBy(() -> source.start()).isInstanceOf(IllegalStateException.class);
        }

        private static long threads(String name) {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(name))
                    .count();
        }
    }

    @Nested
    class WhenSomethingBreaksInside {

        @Test
        void aListenerThatThrowsEndsTheSource() throws Exception {
            CountDownLatch isGivenUp = new CountDownLatch(1);
            server.then(exchange -> {
                exchange.stream().send("data: 1\n\ndata: 2\n\n").awaitClosedByClient();
                isGivenUp.countDown();
            });
            IllegalStateException thrown = new IllegalStateException("listener");
            source = to("/").build(new EventSource.Listener() {
                @Override
                public void onEvent(ReceivedEvent event) {
                    listener.onEvent(event);
                    throw thrown;
                }

                @Override
                public void onClosed(Closing why) {
                    listener.onClosed(why);
                }
            });

            source.start();

            isGivenUp.await();
            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.data()).containsExactly("1");
            assertThat(listener.closings).containsExactly(new Closing.Failed(thrown));
        }

        @Test
        void anEventBeyondTheLimitEndsTheSource() throws Exception {
            server.then(streaming("data: 12345\n\n"));

            run(to("/").limits(new EventParser.Limits(100, 4, 1000)));

            await().until(() -> !listener.closings.isEmpty());
            assertThat(listener.closings.get(0).message()).startsWith("event: 5 bytes");
        }

        @Test
        void aListenerThatIsSlowHoldsTheServerBack() throws Exception {
            CountDownLatch mayRead = new CountDownLatch(1);
            AtomicInteger sentMegabytes = new AtomicInteger();
            server.then(exchange -> {
                exchange.stream().send("data: first\n\n");
                String comment = ":" + "x".repeat((1 << 20) - 2) + "\n";
                for (int i = 0; i < 64; i++) {
                    exchange.send(comment);
                    sentMegabytes.incrementAndGet();
                }
                exchange.send("data: last\n\n").awaitClosedByClient();
            });
            source = to("/").build(event -> {
                awaitUninterruptibly(mayRead);
                listener.onEvent(event);
            });

            source.start();

            int sent = awaitStandstill(sentMegabytes);
            assertThat(sent).isLessThan(64);
            mayRead.countDown();
            await().until(() -> listener.data().contains("last"));
        }

        /// The number at which the sender has come to a standstill: the same one twice, a while apart.
        private static int awaitStandstill(AtomicInteger sent) {
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(300)).until(() -> before.getAndSet(sent.get()) == sent.get());
            return sent.get();
        }
    }
}
