package dev.spate.app.bench;

import dev.spate.hub.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// A thread that owns a share of the subscribers: it connects them, a bounded number at a time, and reads.
///
/// Owner: its own thread. Others read the counts of openings and [#ask] for the rest.
final class Reader implements Runnable, AutoCloseable {
    /// Connections that have been begun and not answered yet, so that no backlog of a server overflows.
    static final int MAX_CONNECTING = 128;

    private static final int BUFFER_BYTES = 256 << 10;
    private static final int MAX_QUESTIONS = 64;
    private static final long ANSWER_SECONDS = 60;
    private static final long SELECT_MILLIS = 100;

    private final BenchPlan plan;
    private final Crowd crowd;
    private final Ticker ticker;
    private final Selector selector;
    private final Thread thread;
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Intake intake = new Intake(BUFFER_BYTES);
    private final BlockingQueue<Runnable> questions = new ArrayBlockingQueue<>(MAX_QUESTIONS);
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("");
    private int connecting;
    private int nextToOpen;
    private int toOpen;
    private long nowNanos;

    /// Written by whoever closes, read by the thread in each turn.
    private volatile boolean isClosing;

    Reader(BenchPlan plan, Crowd crowd, Ticker ticker) throws IOException {
        this.plan = plan;
        this.crowd = crowd;
        this.ticker = ticker;
        this.selector = Selector.open();
        this.thread = new Thread(this, "bench-reader");
        thread.setDaemon(true);
    }

    /// Adds a subscriber. Before the thread is started.
    void add(int topic, boolean isStalled) {
        subscribers.add(new Subscriber(this, topic, isStalled));
    }

    void start() {
        thread.start();
    }

    /// Connects subscribers until so many have been begun.
    void open(int count) {
        tell(() -> toOpen = Math.min(count, subscribers.size()));
    }

    int size() {
        return subscribers.size();
    }

    int opened() {
        return opened.get();
    }

    int failed() {
        return failed.get();
    }

    /// Why the first connection failed, empty as long as none has.
    String firstFailure() {
        return firstFailure.get();
    }

    void measure(Period period) {
        tell(() -> tally.measure(period));
    }

    Tally tallySoFar() {
        return ask(tally::copy);
    }

    /// Of the subscribers that are still connected, how many lack something of this.
    int behind(Accepted accepted) {
        return ask(() -> (int) subscribers.stream()
                .filter(subscriber -> subscriber.state() != Subscriber.State.FAILED)
                .filter(subscriber -> subscriber.missing(accepted) > 0)
                .count());
    }

    /// How many events are missing, over all subscribers that have ever been open.
    long lost(Accepted accepted) {
        return ask(() -> subscribers.stream()
                .mapToLong(subscriber -> subscriber.missing(accepted))
                .sum());
    }

    /// Cuts all that read, and waits until it is done. They are connected again by [#reopen].
    void cut() {
        ask(() -> {
            for (Subscriber subscriber : subscribers) {
                cut(subscriber);
            }
            connecting = 0;
            return true;
        });
    }

    private void cut(Subscriber subscriber) {
        if (subscriber.isStalled() || subscriber.state() == Subscriber.State.FAILED) {
            return;
        }
        if (subscriber.state() == Subscriber.State.OPEN) {
            opened.decrementAndGet();
        }
        try {
            subscriber.cut();
        } catch (IOException closing) {
            failed(false, "cut: " + closing.getMessage());
        }
    }

    void reopen() {
        tell(() -> nextToOpen = 0);
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
                for (Runnable task = questions.poll(); task != null; task = questions.poll()) {
                    task.run();
                }
                openMore();
                selector.select(key -> ((Subscriber) key.attachment()).ready(key), SELECT_MILLIS);
            }
            for (Subscriber subscriber : subscribers) {
                subscriber.cut();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void openMore() {
        while (connecting < MAX_CONNECTING && nextToOpen < toOpen) {
            Subscriber subscriber = subscribers.get(nextToOpen);
            nextToOpen++;
            if (subscriber.state() == Subscriber.State.CLOSED) {
                open(subscriber);
            }
        }
    }

    private void open(Subscriber subscriber) {
        connecting++;
        try {
            subscriber.open();
        } catch (IOException failure) {
            subscriber.fail(String.valueOf(failure.getMessage()));
        }
    }

    // What follows is for the subscribers, on this thread.

    Selector selector() {
        return selector;
    }

    InetSocketAddress address() {
        return crowd.address();
    }

    byte[] request(int topic, String more) {
        return crowd.request(topic, more);
    }

    void bind(SocketChannel channel) throws IOException {
        crowd.bind(channel);
    }

    Stamp stamp() {
        return crowd.stamp();
    }

    EventScanner.Ids ids() {
        return plan.isResumed() ? EventScanner.Ids.KEPT : EventScanner.Ids.IGNORED;
    }

    int publishers() {
        return plan.load().flow().publishers();
    }

    Intake intake() {
        return intake;
    }

    Tally tally() {
        return tally;
    }

    long nowNanos() {
        return nowNanos;
    }

    void received(int bytes) {
        nowNanos = ticker.nanos();
        tally.received(bytes, nowNanos);
    }

    void opened(Subscriber subscriber) {
        assert subscriber.state() == Subscriber.State.OPEN;
        connecting--;
        opened.incrementAndGet();
    }

    void failed(boolean wasOpen, String reason) {
        if (wasOpen) {
            opened.decrementAndGet();
        } else {
            connecting--;
        }
        failed.incrementAndGet();
        firstFailure.compareAndSet("", reason);
    }
}
