package dev.spate.hub.internal.delivery;

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
final class LiveSubscription extends Outlet implements Subscription {
    private static final int NEVER = -1;
    /// What reading a page of the log costs, in writes.
    private static final int READ_COST = 64;

    private final Audience audience;
    private final Principal principal;
    private final Signals signals;
    private final int heartbeatSeconds;
    private final long idHigh;
    private final long idLow;
    private SubscriptionState state = SubscriptionState.CATCHING_UP;
    private final Claim claim;
    private long cursor;
    /// The offset of the last id that the client has been told, or came with.
    private long announced;
    private boolean isReading;
    /// Whether something was looked at for it: from then on, whatever it loses it loses by being slow.
    private boolean hasBegun;
    /// Whether it stands in the sender's queue of those to be drained.
    boolean isReady;
    /// Its place among the members of its audience.
    int seat = NEVER;

    LiveSubscription(Sender sender, EventSink sink, Audience audience, Wish wish) {
        super(sender, sink);
        this.audience = audience;
        this.principal = wish.principal();
        this.signals = wish.signals();
        this.heartbeatSeconds = wish.heartbeatSeconds();
        this.idHigh = wish.id().high();
        this.idLow = wish.id().low();
        this.cursor = wish.after();
        this.claim = wish.claim();
        this.announced = claim == Claim.AFTER_ID ? wish.after() : NEVER;
    }

    @Override
    public String id() {
        return new ConnectionId(idHigh, idLow).text();
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
            opening.event(Signal.open(id(), sender.at(cursor), heartbeatSeconds * 1_000L));
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
        if (!isWritableAfterFlush()) {
            standStillIfStalled();
        } else if (cursor > sender.position()) {
            flush();
            sender.drains().addAhead(this);
        } else if (cursor == sender.position()) {
            goLive();
            settle();
        } else {
            readOn();
        }
    }

    /// Takes what its audience is sent. Called while LIVE.
    ///
    /// @param backlog the shared block
    /// @param from the offset up to which it has everything already
    /// @return whether it was written
    boolean deliver(Backlog backlog, long from) {
        assert state == SubscriptionState.LIVE : state;
        boolean isTaken = isWritable();
        if (isTaken) {
            take(backlog);
            settle();
        } else {
            fallBehind(from);
            standStillIfStalled();
        }
        return isTaken;
    }

    /// What is to come next is not in the window any more: it is to be read from the log.
    void loseTheWindow(long from) {
        fallBehind(from);
        sender.drains().add(this);
    }

    @Override
    public void onWritable() {
        assert sender.inLoop();
        if (isClosed()) {
            return;
        }
        if (endStall()) {
            sender.stalls().remove(this);
        }
        if (state != SubscriptionState.LIVE) {
            sender.drains().add(this);
        }
    }

    @Override
    public void onSinkClosed() {
        assert sender.inLoop();
        if (!isClosed()) {
            leave();
            sender.tellEnd(this, CloseReason.GONE);
        }
    }

    @Override
    public void close(CloseReason reason) {
        Runnable closing = () -> sender.attempt(
                this, self -> self.closeNow(reason, sender.reconnectTimes().jitteredMillis()));
        if (sender.inLoop()) {
            closing.run();
        } else {
            sender.execute(closing);
        }
    }

    /// Says why and when to come back, and closes the sink behind what has been written.
    void closeNow(CloseReason reason, long retryMillis) {
        if (!isClosed() && signals != Signals.OFF) {
            write(Signal.farewell(reason, retryMillis));
        }
        if (isClosed()) {
            return;
        }
        leave();
        try {
            closeSink();
        } finally {
            sender.tellEnd(this, reason);
        }
    }

    /// Gives up what has not left, and ends.
    void abort(CloseReason reason) {
        if (isClosed()) {
            return;
        }
        leave();
        try {
            abortSink();
        } finally {
            sender.tellEnd(this, reason);
        }
    }

    /// Its sink threw: it is cut off, even if it was being closed in good order.
    void giveUp() {
        if (isClosed()) {
            abortSink();
        } else {
            abort(CloseReason.GONE);
        }
    }

    @Override
    void onTime() {
        sender.attempt(this, LiveSubscription::lookAround);
    }

    /// A second has come in which something may be due: a heartbeat, or an id for a quiet subscriber.
    private void lookAround() {
        if (isWritable()) {
            if (state == SubscriptionState.LIVE && sender.isNearEndOfRetention(announced)) {
                sendPosition(sender.liveOffset());
                settle();
            }
            if (!isClosed() && quietSeconds() >= heartbeatSeconds) {
                write(sender.heartbeats().in(audience.framing()));
                settle();
                sender.tally().heartbeats.increment();
            }
        }
        if (!isClosed()) {
            sender.schedule(this, Math.max(1, heartbeatSeconds - quietSeconds()));
        }
    }

    private void readOn() {
        var backlog = sender.backlogs().between(audience, cursor, sender.position());
        if (backlog == null) {
            flush();
            readLog();
            return;
        }
        take(backlog);
        sender.count(backlog, 1);
        if (cursor == sender.position()) {
            goLive();
        } else {
            sender.drains().add(this);
        }
        settle();
    }

    private void readLog() {
        isReading = true;
        sender.drains().spend(READ_COST);
        sender.pages()
                .read(cursor, audience.filter())
                .whenComplete((page, failure) ->
                        sender.execute(() -> sender.attempt(this, self -> self.onRead(page, failure))));
    }

    private void onRead(@Nullable Page page, @Nullable Throwable failure) {
        isReading = false;
        if (isClosed()) {
            return;
        }
        if (page == null) {
            sender.listener().onLogFailure(failure == null ? new IllegalStateException("log: no page") : failure);
            closeNow(CloseReason.LIMIT, sender.reconnectTimes().jitteredMillis());
            return;
        }
        if (page.missing().isSomething() && !tellMissing(page)) {
            return;
        }
        takePage(sender.pages().backlogOf(page, audience));
        settle();
        sender.drains().add(this);
    }

    /// Takes a block that nobody else is given.
    private void takePage(Backlog backlog) {
        try {
            take(backlog);
            sender.count(backlog, 1);
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
        if (!hasBegun && claim == Claim.WHAT_IS_RETAINED) {
            return true;
        }
        boolean jumps = !hasBegun && sender.unknownId() == UnknownId.NOW;
        long upTo = jumps
                ? Math.max(sender.window().head(), page.missing().upTo())
                : page.missing().upTo();
        var gap = new Gap(
                hasBegun ? Gap.SLOW : Gap.EXPIRED,
                sender.at(cursor).text(),
                sender.at(upTo),
                jumps ? Missing.UNKNOWN : page.missing().count());
        tell(gap);
        if (jumps) {
            cursor = upTo;
            settle();
            sender.drains().add(this);
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
        if (isClosed()) {
            return;
        }
        if (state == SubscriptionState.LAGGING) {
            sender.tally().lagging.decrement();
        }
        become(SubscriptionState.LIVE);
        hasBegun = true;
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
            write(backlog.block());
            announced = backlog.lastOffset();
        }
        cursor = backlog.to();
        hasBegun = true;
    }

    private void send(Event event) {
        write(EventEncoder.encode(event));
    }

    /// Lets go what was written. A sink may end in the midst of any of its calls, and with it this subscription.
    private void settle() {
        if (!isClosed()) {
            flush();
            standStillIfStalled();
        }
    }

    private void standStillIfStalled() {
        if (!isClosed() && noteStall()) {
            sender.stalls().add(this);
        }
    }

    private void become(SubscriptionState next) {
        assert state.mayBecome(next) : state + " to " + next;
        state = next;
    }

    private void fallBehind(long from) {
        become(SubscriptionState.LAGGING);
        audience.part(this);
        cursor = from;
        sender.tally().lagging.increment();
    }

    /// Leaves whatever it stands in. Whoever calls this tells the end, once the sink has ended too.
    private void leave() {
        if (state == SubscriptionState.LIVE) {
            audience.part(this);
        } else if (state == SubscriptionState.LAGGING) {
            sender.tally().lagging.decrement();
        }
        become(SubscriptionState.CLOSED);
        sender.forget(this);
    }
}
