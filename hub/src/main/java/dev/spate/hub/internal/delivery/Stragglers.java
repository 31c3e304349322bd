package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.UnknownId;
import dev.spate.hub.internal.replay.EncodedPage;
import dev.spate.hub.internal.replay.Reading;
import dev.spate.hub.spi.Missing;

/// Brings those who are behind on, each from its cursor: out of the window as far as that goes back, else out of the
/// log.
///
/// ```
/// in a turn:  sink full ──▶ wait for it
///             cursor beyond the sender's position ──▶ wait for the next range
///             cursor at the sender's position ──▶ LIVE
///             else give what comes next ─┬─ a block of the window
///                                        ├─ a page that others have read, or that was asked for before
///                                        └─ ask for a page, and wait for it
/// ```
///
/// Owner: the delivery loop of its sender.
final class Stragglers {
    private final Sender sender;
    private final Delivery delivery;
    private final Backlogs backlogs;
    private final PageReads pages;
    private final Patience patience;

    Stragglers(Sender sender, Delivery delivery, Backlogs backlogs) {
        this.sender = sender;
        this.delivery = delivery;
        this.backlogs = backlogs;
        this.pages = new PageReads(sender, delivery, backlogs);
        this.patience = Patience.of(delivery.limits().slow());
    }

    /// One begins. A snapshot is that of the moment in which it does: what comes later comes live.
    Straggler begin(Claim claim) {
        var newcomer = Straggler.newcomer(claim);
        if (claim == Claim.NEWEST_OF_KEYS) {
            long head = delivery.window().head();
            newcomer.read(new Reading.Snapshot(head), head);
        }
        return newcomer;
    }

    /// One is LIVE, or has ended.
    void letGo(Straggler straggler) {
        pages.letGo(straggler);
    }

    /// Nobody is left in an audience.
    void forget(Audience audience) {
        pages.forget(audience);
    }

    /// Goes on from the cursor of one who is behind, as far as one go takes it. Called in a turn of the sender.
    void goOn(LiveSubscription subscription) {
        assert sender.inLoop();
        var straggler = subscription.straggler();
        if (straggler == null || straggler.isWaiting()) {
            return;
        }
        if (!subscription.isWritableAfterFlush()) {
            pages.letGo(straggler);
            subscription.standStillIfStalled();
            return;
        }
        long cursor = subscription.cursor();
        var reading = straggler.readingAt(cursor);
        if (isPastBudget(subscription, straggler)) {
            skipToHead(subscription, straggler, Gap.EXPIRED);
        } else if (!(reading instanceof Reading.All)) {
            giveFromLog(subscription, straggler, reading);
        } else if (cursor > sender.position()) {
            subscription.flush();
            sender.drains().addAhead(subscription);
        } else if (cursor == sender.position()) {
            subscription.goLive();
            subscription.settle();
        } else if (subscription.state() == SubscriptionState.LAGGING && isTooSlow(subscription)) {
            applyPolicy(subscription, straggler);
        } else {
            give(subscription, straggler);
        }
    }

    /// Whether one whose sink takes nothing is to be sent away for being too slow.
    boolean isToBeDisconnected(LiveSubscription subscription) {
        return subscription.state() == SubscriptionState.LAGGING
                && subscription.slow() == SlowPolicy.DISCONNECT
                && patience.isOver(SlowPolicy.DISCONNECT, delivery.window().lagAt(subscription.cursor()));
    }

    /// Sends one away for being too slow.
    void disconnect(LiveSubscription subscription) {
        delivery.tally().disconnected.increment();
        subscription.closeNow(CloseReason.SLOW, sender.reconnectTimes().jitteredMillis());
    }

    /// Whether one that begins has been given as much of what it missed as it may be.
    private boolean isPastBudget(LiveSubscription subscription, Straggler straggler) {
        return subscription.state() == SubscriptionState.CATCHING_UP
                && straggler.givenBytes() >= delivery.limits().maxReplayBytes()
                && subscription.cursor() < sender.position();
    }

    private boolean isTooSlow(LiveSubscription subscription) {
        var lag = delivery.window().lagAt(subscription.cursor());
        if (patience.isRunningOut(subscription.slow(), lag)) {
            subscription.tell(lag);
        }
        return patience.isOver(subscription.slow(), lag);
    }

    private void applyPolicy(LiveSubscription subscription, Straggler straggler) {
        if (subscription.isClosed()) {
            return;
        }
        switch (subscription.slow()) {
            case AS_CONFIGURED, CATCH_UP -> give(subscription, straggler);
            case CONFLATE -> {
                delivery.tally().conflated.increment();
                change(straggler, new Reading.Conflated(), sender.position());
                giveFromLog(subscription, straggler, new Reading.Conflated());
            }
            case DROP -> {
                delivery.tally().dropped.increment();
                skipToHead(subscription, straggler, Gap.SLOW);
            }
            case DISCONNECT -> disconnect(subscription);
        }
    }

    private void give(LiveSubscription subscription, Straggler straggler) {
        var place = new Place(subscription.audience(), new Reading.All(), subscription.cursor());
        var backlog = straggler.read == null ? backlogs.between(place, sender.position()) : null;
        if (backlog == null) {
            giveFromLog(subscription, straggler, new Reading.All());
        } else {
            give(subscription, straggler, backlog);
            goLiveOrOn(subscription, straggler);
        }
    }

    private void giveFromLog(LiveSubscription subscription, Straggler straggler, Reading reading) {
        var place = new Place(subscription.audience(), reading, subscription.cursor());
        if (straggler.beginsReplay()) {
            delivery.tally().replaysBegun.increment();
        }
        var page = pages.take(subscription, straggler, place);
        if (page == null) {
            subscription.flush();
        } else if (page.missing().upTo() <= place.cursor() || tellMissing(subscription, straggler, page)) {
            var backlog = backlogs.of(page, place);
            give(subscription, straggler, backlog);
            delivery.tally().countReplay(backlog);
            if (page.superseded() > 0) {
                delivery.tally().skipped.add(page.superseded());
                subscription.tellSkipped(page.superseded());
            }
            goLiveOrOn(subscription, straggler);
        }
    }

    private void give(LiveSubscription subscription, Straggler straggler, Backlog backlog) {
        subscription.take(backlog);
        straggler.given(backlog.bytes());
        delivery.tally().count(backlog, 1);
    }

    /// One who comes to where the sender is, is live, unless what it reads there is not yet everything.
    private void goLiveOrOn(LiveSubscription subscription, Straggler straggler) {
        long cursor = subscription.cursor();
        if (cursor == sender.position() && straggler.readingAt(cursor) instanceof Reading.All) {
            subscription.goLive();
        } else {
            sender.drains().add(subscription);
        }
        subscription.settle();
    }

    /// Announces what the log could not give.
    ///
    /// @return whether what it did give is to be sent; not so where the stream goes on at the head
    private boolean tellMissing(LiveSubscription subscription, Straggler straggler, EncodedPage page) {
        if (!straggler.hasBegun() && straggler.claim() == Claim.WHAT_IS_RETAINED) {
            return true;
        }
        var missing = page.missing();
        boolean jumps = !straggler.hasBegun() && delivery.unknownId() == UnknownId.NOW;
        if (jumps) {
            jump(subscription, Gap.EXPIRED, Math.max(delivery.window().head(), missing.upTo()), Missing.UNKNOWN);
        } else {
            subscription.tell(new Gap(
                    reason(straggler, missing),
                    sender.at(subscription.cursor()).text(),
                    sender.at(missing.upTo()),
                    page.from() == subscription.cursor() ? missing.count() : Missing.UNKNOWN));
        }
        return !jumps;
    }

    /// What a repair gave up lies between entries that are retained: whoever meets it was not too slow.
    private String reason(Straggler straggler, Missing missing) {
        boolean isEvicted = missing.upTo() < delivery.log().bounds().first();
        return straggler.hasBegun() && isEvicted ? Gap.SLOW : Gap.EXPIRED;
    }

    /// Goes on at the head, leaving out what lies before.
    private void skipToHead(LiveSubscription subscription, Straggler straggler, String reason) {
        long to = sender.position();
        change(straggler, new Reading.All(), to);
        jump(subscription, reason, to, countBetween(subscription, to));
    }

    /// Lets one read something else from now on; what it waited for is not that.
    private void change(Straggler straggler, Reading reading, long upTo) {
        pages.letGo(straggler);
        straggler.read(reading, upTo);
    }

    /// Announces a gap, and goes on behind it.
    private void jump(LiveSubscription subscription, String reason, long to, long missed) {
        subscription.tell(new Gap(reason, sender.at(subscription.cursor()).text(), sender.at(to), missed));
        subscription.moveTo(to);
        subscription.settle();
        sender.drains().add(subscription);
    }

    /// How many entries one is not given, where offsets can tell: it wants everything, and the log has no holes.
    private long countBetween(LiveSubscription subscription, long to) {
        var bounds = delivery.log().bounds();
        boolean hasHoles = bounds.head() - bounds.first() + 1 != bounds.entries();
        boolean isInside = subscription.cursor() + 1 >= bounds.first() && to <= bounds.head();
        boolean isKnown =
                isInside && !hasHoles && subscription.audience().filter().acceptsAll();
        return isKnown ? to - subscription.cursor() : Missing.UNKNOWN;
    }
}
