package dev.spate.testkit.simulation;

import dev.spate.hub.Block;
import dev.spate.hub.CloseReason;
import dev.spate.hub.Framing;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.Subscription;
import dev.spate.hub.internal.delivery.Peek;
import dev.spate.wire.EventId;
import dev.spate.wire.EventParser;
import dev.spate.wire.EventStreamException;
import dev.spate.wire.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attachment of a subscriber: what the hub has written, what of that has been taken, and how it ends.
///
/// Owner: the simulation's thread.
final class Session implements EventParser.Receiver {
    private final World world;
    private final Subscriber subscriber;
    private final SteppedLoop loop;
    private final Judge judge;
    private final SimulatedSink sink;
    private final EventParser parser;
    /// Where the subscriber stands with each event, from the first that was written on.
    private final List<Mark> marks = new ArrayList<>();
    /// How many events were written with each block that waits and those before.
    private final ArrayDeque<Integer> eventsWith = new ArrayDeque<>();
    private int eventsTaken;
    private @Nullable Subscription subscription;
    private String state = "CATCHING_UP";
    private @Nullable CloseReason reason;
    private long pinnedAtEnd;
    private int lastByteSecond;
    private long takenBefore;
    private int seenFull = -1;
    private int fullSince = -1;
    /// Whether the hub was told that it is writable, though it is not: it looks again with the next event.
    private boolean isForgotten;

    private record Mark(String lastId, long upTo) {}

    Session(World world, Subscriber subscriber, Judge judge, int capacity, Framing framing) {
        this.world = world;
        this.subscriber = subscriber;
        this.loop = subscriber.loop();
        this.judge = judge;
        this.sink = new SimulatedSink(loop, framing, capacity, this);
        this.parser = new EventParser(this, EventParser.Limits.USUAL, new EventId(subscriber.lastId()));
        this.lastByteSecond = loop.second();
    }

    SimulatedSink sink() {
        return sink;
    }

    Judge judge() {
        return judge;
    }

    void belongsTo(Subscription owner) {
        subscription = owner;
    }

    // What the sink says.

    void onBlock(Block block) {
        judge.isWritten(block.length());
        try {
            feed(parser, block.array(), 0, block.length());
        } catch (EventStreamException e) {
            throw violation("no event stream: " + e.getMessage());
        }
        eventsWith.add(marks.size());
    }

    void onBlockTaken() {
        eventsTaken = eventsWith.removeFirst();
    }

    /// Whatever was not taken whole is lost with the connection.
    void onGivenUp(@Nullable Block first, int bytes) {
        if (first == null || bytes == 0) {
            return;
        }
        int[] count = new int[1];
        var again = new EventParser(event -> count[0]++);
        try {
            feed(again, first.array(), 0, bytes);
        } catch (EventStreamException e) {
            throw violation("no event stream: " + e.getMessage());
        }
        eventsTaken += count[0];
        world.coverage().saw(Sight.CUT_MID_EVENT);
    }

    void onAbort(long bytes) {
        pinnedAtEnd = world.pinnedBytes();
    }

    /// A block is one whole chunk where chunks are asked for.
    private void feed(EventParser to, byte[] bytes, int from, int length) throws EventStreamException {
        if (sink.framing() == Framing.PLAIN) {
            to.feed(bytes, from, length);
            return;
        }
        int head = 0;
        while (head < length && bytes[head] != '\n') {
            head++;
        }
        int start = head + 1;
        if (start >= length) {
            return;
        }
        int size = Integer.parseInt(new String(bytes, 0, head - 1, StandardCharsets.US_ASCII), 16);
        to.feed(bytes, start, Math.min(size, length - start));
    }

    @Override
    public void onEvent(ReceivedEvent event) {
        long upTo = judge.take(event);
        marks.add(new Mark(event.lastEventId(), upTo));
    }

    @Override
    public void onComment(String text) {
        if (text.isEmpty()) {
            world.coverage().saw(Sight.HEARTBEAT);
        }
    }

    @Override
    public void onRetry(long millis) {
        if (millis < 0) {
            throw violation("retry " + millis);
        }
    }

    // What happens to it.

    /// The client takes so many bytes.
    void allow(long bytes) {
        if (sink.allow(bytes) && subscription != null) {
            subscription.onWritable();
        }
    }

    /// Its owner says that it is writable, which it may be or not.
    void nudge() {
        if (subscription != null) {
            isForgotten = sink.isFull();
            subscription.onWritable();
        }
    }

    void goAway() {
        if (sink.end() == SimulatedSink.End.NONE) {
            sink.goAway();
            if (subscription != null) {
                subscription.onSinkClosed();
            }
        } else if (sink.end() == SimulatedSink.End.CLOSING) {
            sink.goAway();
        }
    }

    void onClosed(CloseReason why) {
        if (reason != null) {
            throw violation("ended twice: " + reason + " and " + why);
        }
        reason = why;
        if (!isJustified(why)) {
            throw violation("was closed: " + why + ", last byte " + secondsStalled() + " s ago, " + pinnedAtEnd
                    + " bytes pinned, " + sink.end() + " after " + state);
        }
    }

    private boolean isJustified(CloseReason why) {
        return switch (why) {
            case GONE -> saw(Sight.CLOSED_GONE, sink.end() == SimulatedSink.End.GONE);
            case SLOW ->
                saw(Sight.CLOSED_SLOW_STALLED, secondsStalled() >= world.stalledAfterSeconds())
                        || saw(Sight.CLOSED_SLOW_POLICY, subscriber.wants().slow() == SlowPolicy.DISCONNECT)
                        || saw(Sight.CLOSED_SLOW_PINNING, pinnedAtEnd > world.maxPinnedBytes());
            case DRAIN -> saw(Sight.CLOSED_DRAIN, world.isEnding());
            case LIMIT -> saw(Sight.CLOSED_LIMIT, world.mayRefuse());
            case EXPIRED, MAX_AGE, REVOKED -> false;
        };
    }

    private long secondsStalled() {
        return (long) loop.second() - lastByteSecond;
    }

    private boolean saw(Sight sight, boolean isSo) {
        if (isSo) {
            world.coverage().saw(sight);
        }
        return isSo;
    }

    boolean isOver() {
        return !sink.isOpen();
    }

    @Nullable
    CloseReason reason() {
        return reason;
    }

    /// Looks at it after its loop has done something.
    void lookAround() {
        if (sink.takenBytes() != takenBefore || !sink.isFull()) {
            takenBefore = sink.takenBytes();
            lastByteSecond = loop.second();
            seenFull = -1;
            fullSince = -1;
            isForgotten = false;
        } else if (seenFull < 0) {
            seenFull = isLookedAt() ? loop.second() : -1;
        } else if (fullSince < 0 && loop.second() > seenFull) {
            // Its stall counts from the first tick after it was seen.
            fullSince = loop.second();
        }
        if (fullSince >= 0 && !isForgotten && loop.second() - fullSince > world.stalledAfterSeconds() + 1) {
            throw violation("takes nothing for " + (loop.second() - fullSince) + " s, and is not closed");
        }
        noteState();
        judge.goOn();
    }

    /// Whether nothing is on its way after which the hub looks at it.
    private boolean isLookedAt() {
        return loop.isQuiet() && world.readers().isQuiet() && world.errands().isQuiet();
    }

    private void noteState() {
        if (subscription == null) {
            return;
        }
        String now = Peek.state(subscription);
        if (!now.equals(state)) {
            var sight = sightOf(state + "_TO_" + now);
            world.coverage().saw(sight);
            state = now;
        }
    }

    private Sight sightOf(String transition) {
        return switch (transition) {
            case "CATCHING_UP_TO_LAGGING" -> Sight.LIVE_TO_LAGGING;
            case "LIVE_TO_CATCHING_UP", "LAGGING_TO_CATCHING_UP" -> throw violation(transition);
            default -> Sight.valueOf(transition);
        };
    }

    boolean isLive() {
        noteState();
        return state.equals("LIVE");
    }

    /// It is over: there must be a reason.
    void noteEnd() {
        if (reason == null && sink.end() != SimulatedSink.End.GONE) {
            throw violation("its sink has ended, and nobody was told why");
        }
        noteState();
    }

    /// What the client has, once the session is over.
    void tell(Subscriber to) {
        if (eventsTaken > 0) {
            var mark = marks.get(eventsTaken - 1);
            to.has(mark.lastId(), mark.upTo());
        }
    }

    Violation violation(String what) {
        return world.failed(new Violation(subscriber + ": " + what));
    }
}
