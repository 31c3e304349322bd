package dev.spate.app.bench;

import dev.spate.hub.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// The thread that publishes over all publishers' connections, apart from those that read so that a busy reader holds
/// no publication up.
///
/// Owner: its own thread. Others tell and ask it by messages.
final class PublishLoop implements Runnable, AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MAX_QUESTIONS = 64;
    private static final long ANSWER_SECONDS = 60;
    private static final long NANOS_A_MILLI = 1_000_000;

    /// A selector waits in milliseconds; the last one before an event is due is slept in pieces, to read answers
    /// between.
    private static final long MAX_DOZE_NANOS = 200_000;

    private final Flow flow;
    private final Ticker ticker;
    private final Selector selector;
    private final int maxFrameBytes;
    private final Thread thread;
    private final List<Publisher> publishers = new ArrayList<>();
    private final PublishTally tally = new PublishTally();
    private final Intake intake = new Intake(BUFFER_BYTES);
    private final BlockingQueue<Runnable> questions = new ArrayBlockingQueue<>(MAX_QUESTIONS);
    private Rhythm rhythm = new Rhythm.Quota(0);
    private CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    private long nowNanos;

    /// How many were due when the publishers were last told.
    private long told = -1;

    /// Written by whoever closes, read by the thread in each turn.
    private volatile boolean isClosing;

    /// What is sent where. Thread-safe: immutable but for its frames, which belong to the loop.
    ///
    /// @param address the server
    /// @param stamp the run's
    /// @param frames an event of each topic
    /// @param feedHead the head of a feed, empty where requests are sent
    /// @param publishers how many
    /// @param pipeline of each, how many wait for an answer
    record Flow(
            InetSocketAddress address, Stamp stamp, List<Frame> frames, String feedHead, int publishers, int pipeline) {
        static Flow of(BenchPlan plan, Stamp stamp) {
            Endpoint endpoint = plan.target().publish();
            boolean isFeed = plan.load().flow().bulk() == Target.Bulk.FEEDS;
            List<Frame> frames = new ArrayList<>();
            for (int index = 0; index < plan.load().topics(); index++) {
                String topic = plan.target().topic(stamp.text(), index);
                int size = plan.load().size();
                frames.add(isFeed ? Frame.line(endpoint, topic, size) : Frame.request(endpoint, topic, size));
            }
            String head = isFeed
                    ? new String(endpoint.head("", "Transfer-Encoding: chunked\r\n"), StandardCharsets.UTF_8)
                    : "";
            var flow = plan.load().flow();
            return new Flow(endpoint.address(), stamp, frames, head, flow.publishers(), flow.pipeline());
        }
    }

    PublishLoop(Flow flow, Ticker ticker) throws IOException {
        this.flow = flow;
        this.ticker = ticker;
        this.selector = Selector.open();
        this.maxFrameBytes = flow.frames().stream().mapToInt(Frame::size).max().orElse(0);
        for (int index = 0; index < flow.publishers(); index++) {
            publishers.add(new Publisher(this, index, flow.pipeline()));
        }
        this.thread = new Thread(this, "bench-publishers");
        thread.setDaemon(true);
        thread.start();
    }

    /// Publishes by this rhythm.
    ///
    /// @return completes when everything that was due is answered, or no publisher is left
    CompletableFuture<Void> publish(Rhythm by) {
        var end = new CompletableFuture<Void>();
        tell(() -> {
            rhythm = by;
            done = end;
            told = -1;
            publishers.forEach(Publisher::begin);
        });
        return end;
    }

    /// Nothing more is due from now on.
    void stop() {
        tell(() -> rhythm = rhythm.until(ticker.nanos()));
    }

    /// What is not answered by now never will be: it counts as refused.
    void giveUp() {
        tell(() -> publishers.forEach(Publisher::giveUp));
    }

    void measure(Period period) {
        tell(() -> tally.measure(period));
    }

    PublishTally tallySoFar() {
        return ask(tally::copy);
    }

    /// What the server has answered for by now.
    Accepted accepted() {
        return ask(() -> new Accepted(
                publishers.stream()
                        .map(publisher -> publisher.numbers().answeredSoFar())
                        .toArray(long[][]::new),
                publishers.stream()
                        .map(publisher -> publisher.numbers().refusedSoFar())
                        .toArray(long[][][]::new)));
    }

    private void tell(Runnable task) {
        questions.add(task);
        selector.wakeup();
    }

    private <T> T ask(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        tell(() -> answer.complete(question.get()));
        return answer.orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        isClosing = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try (selector) {
            while (!isClosing) {
                turn();
            }
            publishers.forEach(Publisher::close);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void turn() throws IOException {
        for (Runnable task = questions.poll(); task != null; task = questions.poll()) {
            task.run();
        }
        readClock();
        long due = rhythm.due(nowNanos);
        if (due != told) {
            told = due;
            publishers.forEach(publisher -> publisher.pump(due));
        }
        if (isDone()) {
            done.complete(null);
        }
        await(rhythm.nextNanos(due, nowNanos) - nowNanos);
    }

    private boolean isDone() {
        return rhythm.isOver(nowNanos)
                ? publishers.stream().allMatch(Publisher::isDone)
                : publishers.stream().allMatch(Publisher::isDead);
    }

    private void await(long nanos) throws IOException {
        if (nanos >= 2 * NANOS_A_MILLI) {
            selector.select(this::ready, TimeUnit.NANOSECONDS.toMillis(nanos) - 1);
            return;
        }
        if (nanos > 0) {
            LockSupport.parkNanos(Math.min(nanos, MAX_DOZE_NANOS));
        }
        selector.selectNow(this::ready);
    }

    private void ready(SelectionKey key) {
        readClock();
        ((Publisher) key.attachment()).ready(key);
    }

    // What follows is for the publishers, on this thread.

    Selector selector() {
        return selector;
    }

    InetSocketAddress address() {
        return flow.address();
    }

    Stamp stamp() {
        return flow.stamp();
    }

    Frame frame(int topic) {
        return flow.frames().get(topic);
    }

    int maxFrameBytes() {
        return maxFrameBytes;
    }

    int topics() {
        return flow.frames().size();
    }

    int publishers() {
        return flow.publishers();
    }

    boolean isFeed() {
        return !flow.feedHead().isEmpty();
    }

    byte[] feedHead() {
        return flow.feedHead().getBytes(StandardCharsets.UTF_8);
    }

    Rhythm rhythm() {
        return rhythm;
    }

    Intake intake() {
        return intake;
    }

    long nowNanos() {
        return nowNanos;
    }

    void readClock() {
        nowNanos = ticker.nanos();
    }

    void accepted(long sentNanos) {
        tally.accepted(sentNanos, nowNanos);
    }

    void refused(String reason) {
        tally.refused(reason);
    }

    void failed(String reason) {
        tally.failed(reason);
    }
}
