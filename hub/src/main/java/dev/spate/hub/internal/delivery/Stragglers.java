package dev.spate.hub.internal.delivery;

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

    Stragglers(Sender sender, Delivery delivery, Backlogs backlogs) {
        this.sender = sender;
        this.delivery = delivery;
        this.backlogs = backlogs;
        this.pages = new PageReads(sender, delivery);
    }

    /// Where those who begin read first.
    Straggler begin(Claim claim) {
        return Straggler.newcomer(claim);
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
        if (!reading.equals(Reading.ALL)) {
            giveFromLog(subscription, straggler, reading);
        } else if (cursor > sender.position()) {
            subscription.flush();
            sender.drains().addAhead(subscription);
        } else if (cursor == sender.position()) {
            subscription.goLive();
            subscription.settle();
        } else {
            give(subscription, straggler);
        }
    }

    private void give(LiveSubscription subscription, Straggler straggler) {
        var place = new Place(subscription.audience(), Reading.ALL, subscription.cursor());
        var backlog = straggler.read == null ? backlogs.between(place, sender.position()) : null;
        if (backlog == null) {
            giveFromLog(subscription, straggler, Reading.ALL);
        } else {
            give(subscription, straggler, backlog);
            goLiveOrOn(subscription);
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
            goLiveOrOn(subscription);
        }
    }

    private void give(LiveSubscription subscription, Straggler straggler, Backlog backlog) {
        subscription.take(backlog);
        straggler.given(backlog.bytes());
        delivery.tally().count(backlog, 1);
    }

    private void goLiveOrOn(LiveSubscription subscription) {
        if (subscription.cursor() == sender.position()) {
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
            jump(subscription, Gap.EXPIRED, Math.max(delivery.window().head(), missing.upTo()));
        } else {
            subscription.tell(new Gap(
                    straggler.hasBegun() ? Gap.SLOW : Gap.EXPIRED,
                    sender.at(subscription.cursor()).text(),
                    sender.at(missing.upTo()),
                    page.from() == subscription.cursor() ? missing.count() : Missing.UNKNOWN));
        }
        return !jumps;
    }

    /// Announces a gap, and goes on behind it.
    private void jump(LiveSubscription subscription, String reason, long to) {
        subscription.tell(new Gap(reason, sender.at(subscription.cursor()).text(), sender.at(to), Missing.UNKNOWN));
        subscription.moveTo(to);
        subscription.settle();
        sender.drains().add(subscription);
    }
}
