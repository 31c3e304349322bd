package dev.spate.testkit;

import dev.spate.hub.Block;
import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;
import dev.spate.hub.Subscription;
import dev.spate.wire.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A sink that reads what it is given as a client would, and can be told to stop reading as a slow client would.
/// What it has not taken yet it holds shares of, as a socket does.
///
/// It judges the hub, too: every method throws where the contract of [EventSink] is broken, be it by a call off the
/// loop, a write after the end, a block that is not one whole chunk, or bytes left behind without a flush.
///
/// ```java
/// var loop = new ManualLoop();
/// var sink = new RecordingSink(loop);
/// sink.belongsTo(loop.call(() -> admission.attach(sink, loop)));
/// sink.stallAfter(1_000);
/// …
/// sink.resume();
/// loop.runAll();
/// assertThat(sink.data()).containsExactly("first", "second");
/// ```
///
/// Owner: the loop; what a test asks and says (from [#belongsTo(Subscription)] on) is thread-safe.
public final class RecordingSink implements EventSink {
    /// How many bytes may wait before the sink is not writable any more, unless the test says otherwise.
    public static final int USUAL_CAPACITY = 65_536;

    /// How the stream ended.
    public enum End {
        /// It has not.
        NONE,
        /// In good order, after everything written.
        CLOSED,
        /// At once.
        ABORTED,
        /// The client went away.
        GONE
    }

    private final DeliveryLoop loop;
    private final Framing framing;
    private final int capacity;
    private final Recording recording;
    private final Deque<Block> waiting = new ArrayDeque<>();
    private int firstTaken;
    private long flushable;
    private long allowance = Long.MAX_VALUE;
    private boolean isEnding;

    // Written on the loop, read by the test.
    private volatile @Nullable Subscription subscription;
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong writes = new AtomicLong();
    private final AtomicLong flushes = new AtomicLong();
    private volatile End end = End.NONE;

    /// A sink that takes everything.
    ///
    /// @param loop the loop that it lives on
    public RecordingSink(DeliveryLoop loop) {
        this(loop, Framing.PLAIN, USUAL_CAPACITY);
    }

    /// @param loop the loop that it lives on
    /// @param framing how blocks have to be framed
    /// @param capacity how many bytes may wait before it is not writable any more, at least 1
    public RecordingSink(DeliveryLoop loop, Framing framing, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: >= 1)");
        }
        this.loop = loop;
        this.framing = framing;
        this.capacity = capacity;
        this.recording = new Recording(framing);
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public void write(Block block) {
        requireOpen("write");
        require(block.length() > 0, "a block that is not empty");
        requireOneChunk(block);
        if (end == End.GONE) {
            return;
        }
        block.retain();
        waiting.add(block);
        writes.incrementAndGet();
        pending.addAndGet(block.length());
    }

    @Override
    public void flush() {
        requireOpen("flush");
        flushes.incrementAndGet();
        flushable = pending.get();
        take();
    }

    @Override
    public boolean isWritable() {
        require(loop.inLoop(), "isWritable on the loop");
        return end == End.NONE && !isEnding && pending.get() < capacity;
    }

    @Override
    public long pendingBytes() {
        return pending.get();
    }

    @Override
    public void close() {
        requireOpen("close");
        require(
                flushable == pending.get(),
                "close after a flush, " + (pending.get() - flushable) + " bytes are left behind");
        if (end != End.GONE) {
            isEnding = true;
            take();
        }
    }

    @Override
    public void abort() {
        require(loop.inLoop(), "abort on the loop");
        if (end == End.NONE) {
            giveUp(End.ABORTED);
        }
    }

    /// Names the subscription that is to be told when the sink is writable again, or gone.
    ///
    /// @param owner what [dev.spate.hub.Admission#attach(EventSink, DeliveryLoop)] returned
    public void belongsTo(Subscription owner) {
        onLoop(() -> subscription = owner);
    }

    /// Takes nothing more until told otherwise.
    public void stall() {
        stallAfter(0);
    }

    /// Takes just so many bytes more, even within a block, until told otherwise.
    ///
    /// @param bytes how many, at least 0
    public void stallAfter(long bytes) {
        onLoop(() -> {
            allowance = bytes;
            takeMore();
        });
    }

    /// Takes everything again: what waits, and what will come.
    public void resume() {
        stallAfter(Long.MAX_VALUE);
    }

    /// The client goes away: the sink ends by itself, and says so.
    public void goAway() {
        onLoop(() -> {
            if (end == End.NONE) {
                giveUp(End.GONE);
                if (subscription != null) {
                    subscription.onSinkClosed();
                }
            }
        });
    }

    /// @return every event that was taken whole, signals included, in order
    public List<ReceivedEvent> events() {
        return recording.events();
    }

    /// @return the data of every event that is not a signal, in order
    public List<String> data() {
        return events().stream()
                .filter(event -> !isSignal(event))
                .map(ReceivedEvent::data)
                .toList();
    }

    /// @return the signals, in order
    public List<ReceivedEvent> signals() {
        return events().stream().filter(RecordingSink::isSignal).toList();
    }

    /// @return how many events were taken whole, signals included
    public int eventCount() {
        return recording.eventCount();
    }

    /// @return the comments, in order: the opening's, and heartbeats
    public List<String> comments() {
        return recording.comments();
    }

    /// @return the reconnection times in milliseconds, in order
    public List<Long> retries() {
        return recording.retries();
    }

    /// @return what a client would send as its last id
    public String lastEventId() {
        return recording.lastEventId();
    }

    /// @return the bytes that were taken, without the framing, as text
    public String text() {
        return new String(recording.content(), StandardCharsets.UTF_8);
    }

    /// @return how often a block was written
    public long writes() {
        return writes.get();
    }

    /// @return how often was flushed
    public long flushes() {
        return flushes.get();
    }

    /// @return how the stream ended
    public End end() {
        return end;
    }

    /// @return the subscription it was said to belong to
    public Optional<Subscription> subscription() {
        return Optional.ofNullable(subscription);
    }

    private static boolean isSignal(ReceivedEvent event) {
        return event.type().startsWith("spate.");
    }

    private void onLoop(Runnable task) {
        if (loop.inLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /// Takes what it may by now, and tells the subscription if that made room.
    private void takeMore() {
        boolean wasWritable = isWritable();
        if (end == End.NONE) {
            take();
        }
        if (!wasWritable && isWritable() && subscription != null) {
            subscription.onWritable();
        }
    }

    private void take() {
        while (flushable > 0 && allowance > 0) {
            var block = waiting.getFirst();
            int length = (int) Math.min(block.length() - firstTaken, allowance);
            recording.take(block.array(), firstTaken, length);
            allowance -= allowance == Long.MAX_VALUE ? 0 : length;
            flushable -= length;
            pending.addAndGet(-length);
            firstTaken += length;
            if (firstTaken == block.length()) {
                firstTaken = 0;
                waiting.removeFirst().release();
            }
        }
        if (isEnding && pending.get() == 0) {
            end = End.CLOSED;
        }
    }

    private void giveUp(End how) {
        waiting.forEach(Block::release);
        waiting.clear();
        pending.set(0);
        flushable = 0;
        end = how;
    }

    private void requireOpen(String call) {
        require(loop.inLoop(), call + " on the loop");
        require(end == End.NONE || end == End.GONE, call + " before the end, which is " + end);
        require(!isEnding, call + " before close");
    }

    private void requireOneChunk(Block block) {
        if (framing == Framing.CHUNKED) {
            var dechunker = new Dechunker();
            dechunker.feed(block.array(), 0, block.length());
            require(dechunker.isAfterChunk(1), "a block that is one whole chunk");
        }
    }

    private static void require(boolean isTrue, String rule) {
        if (!isTrue) {
            throw new AssertionError("sink: a call that breaks its contract (expected: " + rule + ")");
        }
    }
}
