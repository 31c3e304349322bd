package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;
import dev.spate.hub.Position;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The single owner of the subscriptions of one delivery loop. It is woken once for each batch that comes out of
/// the log's tail, and does its work in turns of bounded length:
///
/// ```
/// turn ─┬─ drain those who are behind and writable   (own cursor, blocks shared within the turn)
///       ├─ fan out the next ranges of the window     (position moves on; blocks shared by each audience)
///       └─ more to do? post the next turn behind whatever else waits on the loop
/// ```
///
/// Owner: its delivery loop; [#wake] and [#execute] may be called from any thread.
public final class Sender {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int MAX_RANGES_PER_TURN = 16;

    private final DeliveryLoop loop;
    private final Delivery delivery;
    private final DeliveryLoop.Repetition tick;
    private final Audiences audiences = new Audiences();
    private final Roster roster = new Roster();
    private final Wheel wheel = new Wheel();
    private final DrainQueue drains = new DrainQueue(this);
    private final Pinned pinned = new Pinned();
    private final ReconnectTimes reconnectTimes;
    private final TurnLength turns;
    private final Stalls stalls;
    private final Backlogs backlogs;
    private final Stragglers stragglers;
    private final FanOut fanOut;
    private final Heartbeats heartbeats = new Heartbeats(this);
    private final AtomicBoolean isPosted = new AtomicBoolean();
    /// Subscriptions that have not been counted out: by their end on the loop, or by whoever finds the loop ended.
    private final AtomicInteger inside = new AtomicInteger();
    private final Consumer<Sender> onEnd;
    private final long originNanos;
    private long position;
    private @Nullable Farewell farewell;
    /// Written by the loop, read by the sequencer that paces itself by it.
    private volatile long deliveredBytes;

    /// Written once it serves nobody any more, by the loop or by whoever finds that it has ended; read by
    /// everybody.
    private volatile boolean isGone;

    /// How those who are live are to be sent away.
    ///
    /// @param spreadMillis over how long they are to come back
    /// @param upTo the offset up to which they are to be given everything before
    public record Farewell(long spreadMillis, long upTo) {}

    /// Must be made on the loop.
    ///
    /// @param onEnd is told once it serves nobody any more
    Sender(DeliveryLoop loop, Delivery delivery, Consumer<Sender> onEnd) {
        this.loop = loop;
        this.delivery = delivery;
        this.onEnd = onEnd;
        this.reconnectTimes = new ReconnectTimes(delivery.limits().retry());
        this.turns = new TurnLength(delivery.limits().maxTurnWrites());
        this.stalls = new Stalls(this, delivery, pinned);
        this.backlogs = new Backlogs(delivery, drains, pinned);
        this.stragglers = new Stragglers(this, delivery, backlogs);
        this.fanOut = new FanOut(this, delivery, audiences, pinned);
        this.originNanos = delivery.ticker().nanos();
        this.position = delivery.window().head();
        this.deliveredBytes = delivery.window().bytesTaken();
        this.tick = loop.every(TICK, this::onTick);
        delivery.tally().add(pinned);
    }

    /// Says that there may be something to do. Thread-safe.
    public void wake() {
        if (!isGone && isPosted.compareAndSet(false, true)) {
            post(loop.inLoop() ? loop::executeAfterOthers : loop::execute, this::turn);
        }
    }

    /// Runs a task on the loop. Where the loop has ended, so has everything on it. Thread-safe.
    ///
    /// @return whether the loop took it
    boolean execute(Runnable task) {
        return post(loop::execute, task);
    }

    /// As [#execute], after whatever else waits on the loop. To be called on it.
    boolean executeAfterOthers(Runnable task) {
        return post(loop::executeAfterOthers, task);
    }

    private boolean post(Consumer<Runnable> way, Runnable task) {
        try {
            way.accept(task);
            return true;
        } catch (RejectedExecutionException loopHasEnded) {
            end();
            delivery.endings().lost(inside.getAndSet(0));
            return false;
        }
    }

    /// From now on it holds nobody up, and counts for nothing.
    private void end() {
        isGone = true;
        delivery.tally().remove(pinned);
        onEnd.accept(this);
        delivery.progress().run();
    }

    /// How far this loop has delivered, in bytes the window took; everything, if the loop has ended. Thread-safe.
    public long deliveredBytes() {
        return isGone ? Long.MAX_VALUE : deliveredBytes;
    }

    DeliveryLoop loop() {
        return loop;
    }

    /// Begins a subscription.
    ///
    /// @return it, CATCHING_UP
    LiveSubscription attach(Wish wish, EventSink sink, Framing framing) {
        assert inLoop();
        inside.incrementAndGet();
        var audience = audiences.enter(wish.filter(), framing);
        var subscription = new LiveSubscription(this, sink, audience, wish);
        roster.add(subscription);
        schedule(subscription, wish.heartbeatSeconds());
        attempt(subscription, begun -> begun.open(reconnectTimes.jitteredMillis(), wish.gap()));
        drains.add(subscription);
        return subscription;
    }

    /// Sends everybody away as soon as they have everything.
    void drainAll(Farewell words) {
        assert inLoop();
        farewell = words;
        wake();
    }

    /// Gives up whoever is left, and ends.
    void abortAll() {
        assert inLoop();
        wheel.forEach(spoke -> attempt((LiveSubscription) spoke, left -> left.abort(CloseReason.DRAIN)));
        tick.close();
        end();
    }

    private void turn() {
        isPosted.set(false);
        int budget = drainSome(turns.writes(inside.get()));
        for (int ranges = 0; budget > 0 && ranges < MAX_RANGES_PER_TURN; ranges++) {
            if (!fanOut.isUnderWay() && !beginRange()) {
                break;
            }
            budget = fanOut.walk(budget);
            if (!fanOut.isUnderWay()) {
                endRange();
            }
        }
        backlogs.clear();
        stalls.closeThosePinningTooMuch();
        if (hasMore()) {
            wake();
        } else if (farewell != null && position >= farewell.upTo()) {
            sayFarewell(farewell);
        }
    }

    /// Those who are behind get half of a turn at the most, so that those who are live, and publishers with them,
    /// do not wait until all have caught up; and the other way round.
    ///
    /// @return what is left for those who are live
    private int drainSome(int budget) {
        int half = (budget + 1) / 2;
        return Math.max(1, budget - half + drains.drain(half));
    }

    private boolean beginRange() {
        var window = delivery.window();
        if (position >= window.head()) {
            return false;
        }
        var reader = window.afterLive(position);
        if (reader == null) {
            loseTheWindow();
            return false;
        }
        if (!fanOut.begin(reader, position)) {
            return false;
        }
        position = fanOut.to();
        return true;
    }

    private void endRange() {
        deliveredBytes = fanOut.endBytes();
        delivery.progress().run();
        drains.rangeIsOut();
    }

    /// The window has moved on past this sender: whoever is live reads what is missing from the log.
    private void loseTheWindow() {
        long from = position;
        long bytes = delivery.window().bytesTaken();
        position = delivery.window().head();
        audiences.loseTheWindow(from);
        deliveredBytes = bytes;
        delivery.progress().run();
        drains.rangeIsOut();
    }

    private boolean hasMore() {
        return !drains.isEmpty()
                || fanOut.isUnderWay()
                || position < delivery.window().head();
    }

    private void sayFarewell(Farewell words) {
        wheel.forEach(spoke -> {
            var subscription = (LiveSubscription) spoke;
            if (subscription.state() == SubscriptionState.LIVE) {
                attempt(
                        subscription,
                        live -> live.closeNow(CloseReason.DRAIN, reconnectTimes.spreadMillis(words.spreadMillis())));
            }
        });
    }

    private void onTick() {
        long elapsed = delivery.ticker().nanos() - originNanos;
        wheel.turnTo((int) Duration.ofNanos(elapsed).toSeconds());
        heartbeats.clear();
        backlogs.clear();
        stalls.closeThoseWhoTakeNothing();
        stalls.closeThosePinningTooMuch();
        if (inside.get() == 0 && pinned.bytes() == 0) {
            tick.close();
            end();
        }
    }

    private void giveUp(LiveSubscription subscription, RuntimeException failure) {
        delivery.listener().onSinkFailure(subscription.principal(), failure);
        try {
            subscription.giveUp();
        } catch (RuntimeException again) {
            failure.addSuppressed(again);
        }
    }

    // What subscriptions ask of their sender.

    boolean inLoop() {
        return loop.inLoop();
    }

    /// Lets a subscription do something with its sink. Where that does not keep its contract it goes, and nobody
    /// else suffers from it.
    void attempt(LiveSubscription subscription, Consumer<LiveSubscription> action) {
        try {
            action.accept(subscription);
        } catch (RuntimeException failure) {
            giveUp(subscription, failure);
        }
    }

    /// As [#attempt], without an object for each time: lets one who is behind go on.
    void bringOn(LiveSubscription subscription) {
        try {
            stragglers.goOn(subscription);
        } catch (RuntimeException failure) {
            giveUp(subscription, failure);
        }
    }

    /// As [#attempt], without an object for each delivery; says whether it was written.
    boolean deliver(LiveSubscription member, Backlog backlog, long from) {
        try {
            return member.deliver(backlog, from);
        } catch (RuntimeException failure) {
            giveUp(member, failure);
            return false;
        }
    }

    void schedule(LiveSubscription subscription, int seconds) {
        wheel.add(subscription, seconds);
    }

    void forget(LiveSubscription subscription) {
        wheel.remove(subscription);
        stalls.remove(subscription);
        roster.remove(subscription);
        if (audiences.leave(subscription.audience())) {
            stragglers.forget(subscription.audience());
        }
    }

    /// Says that a subscription has ended, and its sink with it.
    void tellEnd(LiveSubscription subscription, CloseReason reason) {
        if (inside.getAndUpdate(count -> Math.max(0, count - 1)) == 0) {
            return;
        }
        delivery.endings().ended(subscription.principal(), reason);
    }

    Heartbeats heartbeats() {
        return heartbeats;
    }

    /// Whether the last id that a client knows lies in the older part of what is retained, while newer entries
    /// passed it by.
    boolean isNearEndOfRetention(long announced) {
        var bounds = delivery.log().bounds();
        long margin = (bounds.head() - bounds.first()) / 4;
        return announced < bounds.first() + margin && announced < liveOffset();
    }

    /// The offset up to which every live subscription has everything.
    long liveOffset() {
        return fanOut.isUnderWay() ? fanOut.from() : position;
    }

    ReconnectTimes reconnectTimes() {
        return reconnectTimes;
    }

    int second() {
        return wheel.now();
    }

    long position() {
        return position;
    }

    Position at(long offset) {
        return delivery.log().epochs().at(offset);
    }

    DrainQueue drains() {
        return drains;
    }

    Stalls stalls() {
        return stalls;
    }

    Roster roster() {
        return roster;
    }

    Backlogs backlogs() {
        return backlogs;
    }

    Stragglers stragglers() {
        return stragglers;
    }

    Delivery delivery() {
        return delivery;
    }
}
