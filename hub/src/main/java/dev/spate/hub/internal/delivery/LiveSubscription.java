package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import dev.spate.hub.ConnectionState;
import dev.spate.hub.EventSink;
import dev.spate.hub.Principal;
import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.Subscription;
import dev.spate.wire.Event;
import dev.spate.wire.EventEncoder;
import java.time.Duration;
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

    private final Audience audience;
    private final Principal principal;
    private final Signals signals;
    private final SlowPolicy slow;
    private final short heartbeatSeconds;
    private final long idHigh;
    private final long idLow;
    private SubscriptionState state = SubscriptionState.CATCHING_UP;
    /// What it needs to know as long as it is neither LIVE nor CLOSED.
    private @Nullable Straggler straggler;
    private long cursor;
    /// The offset of the last id that the client has been told, or came with.
    private long announced;
    /// The second in which it was last told that it falls behind, or as if it had been.
    private int lagTold;
    /// Whether it stands in the sender's queue of those to be drained.
    boolean isReady;
    /// Its place among the members of its audience.
    int seat = NEVER;
    /// Its place in the roster of its sender.
    int place = NEVER;

    LiveSubscription(Sender sender, EventSink sink, Audience audience, Wish wish) {
        super(sender, sink);
        this.audience = audience;
        this.principal = wish.principal();
        this.signals = wish.signals();
        this.slow = wish.slow();
        this.heartbeatSeconds = (short) wish.heartbeatSeconds();
        this.idHigh = wish.id().high();
        this.idLow = wish.id().low();
        this.lagTold = sender.second() - heartbeatSeconds;
        this.cursor = wish.after();
        this.straggler = sender.stragglers().begin(wish.claim());
        this.announced = wish.claim() == Claim.AFTER_ID ? wish.after() : NEVER;
    }

    @Override
    public String id() {
        return connectionId().text();
    }

    ConnectionId connectionId() {
        return new ConnectionId(idHigh, idLow);
    }

    boolean isNamed(ConnectionId id) {
        return idHigh == id.high() && idLow == id.low();
    }

    Audience audience() {
        return audience;
    }

    Principal principal() {
        return principal;
    }

    SlowPolicy slow() {
        return slow;
    }

    SubscriptionState state() {
        return state;
    }

    boolean isClosed() {
        return state == SubscriptionState.CLOSED;
    }

    long cursor() {
        return cursor;
    }

    boolean isBefore(long offset) {
        return cursor < offset;
    }

    /// The offset up to which it has been given everything.
    long givenUpTo() {
        return state == SubscriptionState.LIVE ? Math.max(cursor, sender.liveOffset()) : cursor;
    }

    /// As it is now, for whoever looks at the connections.
    ConnectionState stateAt(Lag lag) {
        return new ConnectionState(
                id(),
                principal,
                state.phase(),
                audience.filter().topics(),
                sender.at(givenUpTo()),
                lag.behind(),
                writtenBytes(),
                Duration.ofSeconds(age()),
                slow);
    }

    /// What it is beside its cursor while it is behind; null while it is LIVE, and once it is CLOSED.
    @Nullable
    Straggler straggler() {
        return straggler;
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
        // A sink may take nothing after all: then it takes nothing for as long as before.
        if (isWritable() && endStall()) {
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

    /// Ends it because the hub cannot serve it now.
    void closeForNow() {
        closeNow(CloseReason.LIMIT, sender.reconnectTimes().jitteredMillis());
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
                sender.delivery().tally().heartbeats.increment();
            }
        }
        if (!isClosed()) {
            sender.schedule(this, Math.max(1, heartbeatSeconds - quietSeconds()));
        }
    }

    /// Tells that something is missing, if it wants to know. What is sent next comes after the gap.
    void tell(Gap gap) {
        sender.delivery().tally().count(gap);
        sender.delivery().listener().onGap(principal, gap.reason());
        if (signals != Signals.OFF) {
            send(Signal.gap(gap));
            announced = gap.to().offset();
        }
    }

    /// Tells how far it is behind, if it wants to know and has not been told just now.
    void tell(Lag lag) {
        if (signals == Signals.ALL && sender.second() - lagTold >= heartbeatSeconds) {
            lagTold = sender.second();
            send(Signal.lag(lag));
        }
    }

    /// Tells that values were left out, if it wants to know.
    void tellSkipped(long count) {
        if (signals == Signals.ALL && !isClosed()) {
            send(Signal.conflated(count));
        }
    }

    /// Goes on elsewhere, what lies between having been announced as missing.
    void moveTo(long offset) {
        cursor = offset;
    }

    /// It has everything up to its sender's position.
    void goLive() {
        if (isClosed()) {
            return;
        }
        if (state == SubscriptionState.LAGGING) {
            sender.delivery().tally().lagging.decrement();
        }
        become(SubscriptionState.LIVE);
        letGoOfStraggler();
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

    /// Is given what lies next behind its cursor.
    void take(Backlog backlog) {
        if (backlog.block() != null) {
            write(backlog.block());
            announced = backlog.lastOffset();
        }
        cursor = backlog.to();
    }

    private void send(Event event) {
        write(EventEncoder.encode(event));
    }

    /// Lets go what was written. A sink may end in the midst of any of its calls, and with it this subscription.
    void settle() {
        if (!isClosed()) {
            flush();
            standStillIfStalled();
        }
    }

    /// Has it looked after, if its sink takes nothing.
    void standStillIfStalled() {
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
        straggler = Straggler.fallenBehind();
        audience.part(this);
        cursor = from;
        sender.delivery().tally().lagging.increment();
    }

    /// Leaves whatever it stands in. Whoever calls this tells the end, once the sink has ended too.
    private void leave() {
        if (state == SubscriptionState.LIVE) {
            audience.part(this);
        } else if (state == SubscriptionState.LAGGING) {
            sender.delivery().tally().lagging.decrement();
        }
        become(SubscriptionState.CLOSED);
        letGoOfStraggler();
        sender.forget(this);
    }

    private void letGoOfStraggler() {
        if (straggler != null) {
            sender.stragglers().letGo(straggler);
            straggler = null;
        }
    }
}
