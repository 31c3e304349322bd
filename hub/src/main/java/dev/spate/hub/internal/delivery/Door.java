package dev.spate.hub.internal.delivery;

import dev.spate.hub.Admission;
import dev.spate.hub.CloseReason;
import dev.spate.hub.Decision;
import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.EventSink;
import dev.spate.hub.Position;
import dev.spate.hub.Principal;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import dev.spate.hub.Subscription;
import dev.spate.hub.internal.delivery.Starts.Start;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets subscriptions in: finds where each is to begin, and attaches it to the sender of its loop.
/// Thread-safe.
public final class Door {
    private final Delivery delivery;
    private final Starts starts;
    private final Senders senders;
    private final Census census;
    private final SecureRandom random = new SecureRandom();
    /// Written by whoever drains the hub, read by whoever wants in.
    private volatile boolean isClosing;

    public Door(Delivery delivery, Starts starts, Senders senders, Census census) {
        this.delivery = delivery;
        this.starts = starts;
        this.senders = senders;
        this.census = census;
    }

    /// Finds where a subscriber who may subscribe begins.
    public CompletionStage<SubscribeResult> admit(
            Principal principal, SubscribeRequest request, Decision.Allowed allowed) {
        var filter = new Filter(request.matchers(), request.types(), request.keys(), allowed.grants());
        return starts.resolve(request.start(), filter)
                .thenApply(start -> new SubscribeResult.Admitted(new Ticket(principal, request, filter, start)));
    }

    /// @return whether another subscription would be over the limit
    public boolean isFull() {
        return census.inside() >= delivery.limits().maxSubscriptions();
    }

    /// From now on, whoever attaches is sent away.
    public void beginClosing() {
        isClosing = true;
    }

    /// The way in, for one.
    private final class Ticket implements Admission {
        private final Principal principal;
        private final SubscribeRequest request;
        private final Filter filter;
        private final Start start;
        private final AtomicBoolean isUsed = new AtomicBoolean();

        Ticket(Principal principal, SubscribeRequest request, Filter filter, Start start) {
            this.principal = principal;
            this.request = request;
            this.filter = filter;
            this.start = start;
        }

        @Override
        public Position position() {
            return delivery.log().epochs().at(start.after());
        }

        @Override
        public Subscription attach(EventSink sink, DeliveryLoop loop) {
            if (!loop.inLoop()) {
                throw new IllegalStateException("thread: "
                        + Thread.currentThread().getName() + " (expected: the subscription's delivery loop)");
            }
            if (!isUsed.compareAndSet(false, true)) {
                throw new IllegalStateException("admission: used (expected: to be attached once)");
            }
            // Whoever is counted in from here on is counted out by its end: nothing in between may throw.
            var sender = senders.of(loop);
            var framing = sink.framing();
            delivery.listener().onSubscribed(principal, request);
            boolean isOver = census.enter() > delivery.limits().maxSubscriptions();
            var subscription = sender.attach(wish(), sink, framing);
            if (isClosing || isOver) {
                subscription.close(isClosing ? CloseReason.DRAIN : CloseReason.LIMIT);
            }
            return subscription;
        }

        private Wish wish() {
            var slow = request.slow() == SlowPolicy.AS_CONFIGURED
                    ? delivery.limits().slow().policy()
                    : request.slow();
            Duration heartbeat =
                    request.heartbeat().isZero() ? delivery.limits().heartbeat() : request.heartbeat();
            return new Wish(
                    ConnectionId.random(random),
                    principal,
                    filter,
                    request.signals(),
                    (int) heartbeat.toSeconds(),
                    slow,
                    start.after(),
                    start.claim(),
                    start.gap());
        }
    }
}
