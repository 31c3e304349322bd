package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import dev.spate.hub.CloseReason;
import dev.spate.hub.EventSink;
import dev.spate.hub.Principal;
import dev.spate.hub.Signals;
import dev.spate.hub.Subscription;
import dev.spate.hub.UnknownId;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import dev.spate.wire.Event;
import dev.spate.wire.EventEncoder;
import org.jspecify.annotations.Nullable;

/// One live attachment: a filter, a cursor, a sink. It owns no queue: what it lacks lies in the window or in the
/// log, and is read from its cursor while its sink takes bytes.
///
/// Invariant: it has been given everything its filter accepts up to its cursor; while LIVE, up to its sender's
/// position.
///
/// Owner: the delivery loop of its sender.
final class LiveSubscription extends Wheel.Spoke implements Subscription {
    private static final int NEVER = -1;
    private static final byte[] HEARTBEAT = new EventEncoder().comment("").toBytes();

    private final Sender sender;
    private final Audience audience;
    private final EventSink sink;
    private final Principal principal;
    private final Signals signals;
    private final int heartbeatSeconds;
    private final String id;
    private SubscriptionState state = SubscriptionState.CATCHING_UP;
    private long cursor;
    /// The offset of the last id that the client has been told, or came with.
    private long announced;
    private int lastWrite;
    private int stalledSince = NEVER;
    private long stalledBytes;
    private boolean isReading;
    /// Whether it stands in the sender's queue of those to be drained.
    boolean isReady;
    /// Its place among the members of its audience.
    int seat = NEVER;

    LiveSubscription(Sender sender, Audience audience, EventSink sink, Wish wish, String id) {
        this.sender = sender;
        this.audience = audience;
        this.sink = sink;
        this.principal = wish.principal();
        this.signals = wish.signals();
        this.heartbeatSeconds = wish.heartbeatSeconds();
        this.id = id;
        this.cursor = wish.after();
        this.announced = wish.isContinued() ? wish.after() : NEVER;
        this.lastWrite = sender.second();
    }

    @Override
    public String id() {
        return id;
    }

    Audience audience() {
        return audience;
    }

    Principal principal() {
        return principal;
    }

    SubscriptionState state() {
        return state;
    }

    boolean isClosed() {
        return state == SubscriptionState.CLOSED;
    }

    boolean isBefore(long offset) {
        return cursor < offset;
    }

    /// Writes what stands before the first event. The first drain flushes it.
    void open(long retryMillis, @Nullable Gap gap) {
        var opening = new EventEncoder().retry(retryMillis).comment("spate");
        if (signals == Signals.ALL) {
            opening.event(Signal.open(id, sender.at(cursor), heartbeatSeconds * 1_000L));
        }
        write(opening.toBytes());
        if (gap != null) {
            tell(gap);
        }
    }

    /// Goes on reading from the cursor, as far as one go takes it. Called in a turn of the sender.
    void drain() {
        assert sender.inLoop();
        if (isClosed() || isReading || state == SubscriptionState.LIVE) {
            return;
        }
        if (!sink.isWritable()) {
            sink.flush();
        }
        if (!sink.isWritable()) {
            noteStalled();
        } else if (cursor > sender.position()) {
            sink.flush();
            sender.drainAfterNextRange(this);
        } else if (cursor == sender.position()) {
            goLive();
            sink.flush();
            noteStalled();
        } else {
            readOn();
        }
    }

    /// Takes what its audience is sent. Called while LIVE.
    ///
    /// @param backlog the shared block
    /// @param from the offset up to which it has everything already
    void deliver(Backlog backlog, long from) {
        assert state == SubscriptionState.LIVE : state;
        if (sink.isWritable()) {
            take(backlog);
            sink.flush();
            noteStalled();
        } else {
            fallBehind(from);
        }
    }

    /// Leaves the live members; goes on reading once the sink is writable.
    void fallBehind(long from) {
        become(SubscriptionState.LAGGING);
        audience.part(this);
        cursor = from;
        sender.tally().lagging.increment();
        if (sink.isWritable()) {
            sender.drainSoon(this);
        } else {
            noteStalled();
        }
    }

    @Override
    public void onWritable() {
        assert sender.inLoop();
        if (isClosed()) {
            return;
        }
        if (stalledSince != NEVER) {
            stalledSince = NEVER;
            sender.removeStalled(this);
        }
        if (state != SubscriptionState.LIVE) {
            sender.drainSoon(this);
        }
    }

    @Override
    public void onSinkClosed() {
        assert sender.inLoop();
        end(CloseReason.GONE);
    }

    @Override
    public void close(CloseReason reason) {
        if (sender.inLoop()) {
            closeNow(reason, sender.jitteredRetryMillis());
        } else {
            sender.execute(() -> closeNow(reason, sender.jitteredRetryMillis()));
        }
    }

    /// Says why and when to come back, and closes the sink behind what has been written.
    void closeNow(CloseReason reason, long retryMillis) {
        if (isClosed()) {
            return;
        }
        if (signals != Signals.OFF) {
            write(Signal.farewell(reason, retryMillis));
        }
        end(reason);
        sink.flush();
        sink.close();
    }

    /// Gives up what has not left, and ends.
    void abort(CloseReason reason) {
        if (isClosed()) {
            return;
        }
        end(reason);
        sink.abort();
    }

    /// A second has come in which something may be due: a heartbeat, or an id for a quiet subscriber.
    @Override
    void onTime() {
        int now = sender.second();
        if (sink.isWritable()) {
            if (state == SubscriptionState.LIVE && sender.isNearEndOfRetention(announced)) {
                sendPosition(sender.liveOffset());
                sink.flush();
            }
            if (now - lastWrite >= heartbeatSeconds) {
                write(HEARTBEAT);
                sink.flush();
                sender.tally().heartbeats.increment();
            }
        }
        if (!isClosed()) {
            sender.schedule(this, Math.max(1, heartbeatSeconds - (now - lastWrite)));
        }
    }

    /// Called once a second while the sink takes nothing.
    ///
    /// @return whether it took no byte for too long
    boolean isStalledSince(int second) {
        long pending = sink.pendingBytes();
        if (pending < stalledBytes) {
            stalledSince = sender.second();
        }
        stalledBytes = pending;
        return stalledSince <= second;
    }

    private void readOn() {
        var backlog = sender.backlogs().between(audience, cursor, sender.position());
        if (backlog == null) {
            sink.flush();
            readLog();
            return;
        }
        take(backlog);
        if (cursor == sender.position()) {
            goLive();
        } else {
            sender.drainSoon(this);
        }
        sink.flush();
        noteStalled();
    }

    private void readLog() {
        isReading = true;
        var limits = sender.limits();
        sender.log()
                .read(cursor, audience.filter(), limits.maxReadEntries(), limits.maxDrainBytes())
                .whenComplete((page, failure) -> sender.execute(() -> onRead(page, failure)));
    }

    private void onRead(@Nullable Page page, @Nullable Throwable failure) {
        isReading = false;
        if (isClosed()) {
            return;
        }
        if (page == null) {
            sender.listener().onLogFailure(failure == null ? new IllegalStateException("log: no page") : failure);
            close(CloseReason.LIMIT);
            return;
        }
        if (page.missing().isSomething() && !tellMissing(page)) {
            return;
        }
        takePage(sender.backlogOf(audience, page));
        sink.flush();
        noteStalled();
        sender.drainSoon(this);
    }

    /// Takes a block that nobody else is given.
    private void takePage(Backlog backlog) {
        try {
            take(backlog);
        } finally {
            if (backlog.block() != null) {
                backlog.block().release();
            }
        }
    }

    /// Announces what the log could not give.
    ///
    /// @return whether what it did give is to be sent; not so where the stream goes on at the head
    private boolean tellMissing(Page page) {
        boolean isFirst = state == SubscriptionState.CATCHING_UP;
        boolean jumps = isFirst && sender.unknownId() == UnknownId.NOW;
        long upTo = jumps
                ? Math.max(sender.windowHead(), page.missing().upTo())
                : page.missing().upTo();
        var gap = new Gap(
                isFirst ? Gap.EXPIRED : Gap.SLOW,
                sender.at(cursor).text(),
                sender.at(upTo),
                jumps ? Missing.UNKNOWN : page.missing().count());
        tell(gap);
        if (jumps) {
            cursor = upTo;
            sink.flush();
            sender.drainSoon(this);
        }
        return !jumps;
    }

    private void tell(Gap gap) {
        sender.tally().gaps.increment();
        sender.listener().onGap(principal, gap.reason());
        if (signals != Signals.OFF) {
            send(Signal.gap(gap));
            announced = gap.to().offset();
        }
    }

    private void goLive() {
        if (state == SubscriptionState.LAGGING) {
            sender.tally().lagging.decrement();
        }
        become(SubscriptionState.LIVE);
        audience.join(this);
        if (announced == NEVER) {
            sendPosition(cursor);
        }
    }

    private void sendPosition(long offset) {
        if (signals != Signals.OFF) {
            send(Signal.position(sender.at(offset)));
            announced = offset;
        }
    }

    private void take(Backlog backlog) {
        if (backlog.block() != null) {
            sink.write(backlog.block());
            lastWrite = sender.second();
            announced = backlog.lastOffset();
            sender.count(backlog);
        }
        cursor = backlog.to();
    }

    private void send(Event event) {
        write(EventEncoder.encode(event));
    }

    private void write(byte[] bytes) {
        Block block = sender.blockOf(audience, bytes);
        sink.write(block);
        block.release();
        lastWrite = sender.second();
    }

    private void noteStalled() {
        if (stalledSince == NEVER && !isClosed() && !sink.isWritable()) {
            stalledSince = sender.second();
            stalledBytes = sink.pendingBytes();
            sender.addStalled(this);
        }
    }

    private void become(SubscriptionState next) {
        assert state.mayBecome(next) : state + " to " + next;
        state = next;
    }

    private void end(CloseReason reason) {
        if (isClosed()) {
            return;
        }
        if (state == SubscriptionState.LIVE) {
            audience.part(this);
        } else if (state == SubscriptionState.LAGGING) {
            sender.tally().lagging.decrement();
        }
        become(SubscriptionState.CLOSED);
        sender.onEnd(this, reason);
    }
}
