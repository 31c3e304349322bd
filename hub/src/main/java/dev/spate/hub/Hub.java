package dev.spate.hub;

import dev.spate.hub.internal.access.Decisions;
import dev.spate.hub.internal.delivery.Census;
import dev.spate.hub.internal.delivery.Delivery;
import dev.spate.hub.internal.delivery.Door;
import dev.spate.hub.internal.delivery.ReconnectTimes;
import dev.spate.hub.internal.delivery.Sender;
import dev.spate.hub.internal.delivery.Senders;
import dev.spate.hub.internal.delivery.Signal;
import dev.spate.hub.internal.delivery.Starts;
import dev.spate.hub.internal.delivery.Tail;
import dev.spate.hub.internal.delivery.Tally;
import dev.spate.hub.internal.delivery.Window;
import dev.spate.hub.internal.engine.Engine;
import dev.spate.hub.internal.engine.HubParts;
import dev.spate.hub.internal.engine.Readiness;
import dev.spate.hub.internal.engine.TopicPages;
import dev.spate.hub.internal.replay.LogReaders;
import dev.spate.hub.internal.sequence.LoopReply;
import dev.spate.hub.internal.sequence.PublishDoor;
import dev.spate.hub.internal.sequence.Sequencer;
import dev.spate.hub.internal.sequence.StageReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One ordered log, and the cursors of everybody who reads it live.
///
/// ```java
/// var hub = Hub.builder().build();
/// hub.publish(Principal.ANONYMOUS, Publication.of("news", "hello"));
/// var request = SubscribeRequest.to(Matcher.parse("news"));
/// hub.subscribe(Principal.ANONYMOUS, request).thenAccept(result -> {
///     if (result instanceof SubscribeResult.Admitted(Admission admission)) {
///         loop.execute(() -> admission.attach(sink, loop));
///     }
/// });
/// ```
///
/// Its life: built and running; then, once, [#drain(Duration)] for a good end, and [#close()] for the end of all.
///
/// Thread-safe. Nothing here blocks.
public final class Hub implements AutoCloseable {
    /// How long loops are waited for that are to cut off who is left.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final HubParts parts;
    private final Tally tally = new Tally();
    private final Decisions decisions;
    private final PublishDoor publishDoor;
    private final Census census;
    private final ReconnectTimes reconnectTimes;
    private final Readiness readiness = new Readiness();
    /// Written once by the thread on which the log became ready, read by everybody.
    private volatile @Nullable Engine engine;
    /// Written by whoever drains or closes, read by every publisher and subscriber.
    private volatile boolean isClosing;

    Hub(HubParts parts) {
        this.parts = parts;
        this.decisions = new Decisions(parts.authorizer(), parts.listener());
        this.publishDoor = new PublishDoor(parts.log(), parts.limits().maxDataBytes(), decisions, this::sequencer);
        this.census = new Census(parts.listener());
        this.reconnectTimes = new ReconnectTimes(parts.limits().retry());
        var tail = new Tail();
        parts.log().tail(tail).whenComplete((after, failure) -> {
            if (failure == null) {
                start(tail, after);
            } else {
                parts.listener().onLogFailure(failure);
                readiness.isOutOfReach(failure);
            }
        });
    }

    /// Begins to put a hub together.
    ///
    /// @return a builder in which everything has a value
    public static HubBuilder builder() {
        return new HubBuilder();
    }

    /// The whole body of a stream that ends before it began, for a client that understands nothing but a stream.
    ///
    /// @param reason why
    /// @param retryMillis when to come back
    /// @return unframed bytes: a `retry:` line and `spate.close`
    public static byte[] farewell(CloseReason reason, long retryMillis) {
        return Signal.farewell(reason, retryMillis);
    }

    /// Publishes, and is answered once the publication is as safe as the hub's own [#durability()]. Publications of
    /// one caller are appended in the order of the calls, as far as the authorizer answers at once.
    ///
    /// @param who publishes
    /// @param publication what
    /// @return completes with what became of it; never fails. A refusal for overload is complete on return, as far
    ///     as the authorizer answers at once. Dependents run on the hub's own threads and must not block
    public CompletionStage<PublishResult> publish(Principal who, Publication publication) {
        return publish(who, publication, durability());
    }

    /// Publishes as [#publish(Principal, Publication)] does, and is answered sooner or later than there. When it is
    /// delivered does not depend on that.
    ///
    /// @param who publishes
    /// @param publication what
    /// @param after how safe the publication is to be by the answer
    /// @return completes with what became of it; never fails
    /// @throws IllegalArgumentException if the log cannot promise that; see [#reachesDisk()]
    public CompletionStage<PublishResult> publish(Principal who, Publication publication, Durability after) {
        var reply = new StageReply(after);
        publishDoor.publish(who, publication, reply, Runnable::run);
        return reply.stage();
    }

    /// Publishes from a loop, and answers there once the publication is as safe as the hub's own [#durability()].
    ///
    /// @param who publishes
    /// @param publication what
    /// @param loop the loop that the caller runs on
    /// @param then takes what became of it; see [#publish(Principal, Publication, AnswerOnLoop)]
    public void publish(
            Principal who, Publication publication, DeliveryLoop loop, Consumer<? super PublishResult> then) {
        publish(who, publication, new AnswerOnLoop(loop, durability(), then));
    }

    /// Publishes from a loop, and answers there: the answers to publications that are appended together come in one
    /// task, which costs less than a task, or a stage, for each of them.
    ///
    /// @param who publishes
    /// @param publication what
    /// @param answer where and when it is wanted: told before this returns where the publication is refused for
    ///     overload and the authorizer answers at once
    /// @throws IllegalArgumentException if the log cannot promise what is to be waited for; see [#reachesDisk()]
    public void publish(Principal who, Publication publication, AnswerOnLoop answer) {
        assert answer.loop().inLoop();
        publishDoor.publish(who, publication, new LoopReply(answer), answer.loop()::execute);
    }

    /// @return how safe a publication is when it is delivered, and answered where nothing else is asked for
    public Durability durability() {
        return parts.log().durability();
    }

    /// @return whether the log can promise [Durability#DISK]
    public boolean reachesDisk() {
        return parts.log().reachesDisk();
    }

    /// Says why the log takes no publications now; subscribers may be served all the same.
    ///
    /// @return a sentence; empty if it takes them
    public Optional<String> trouble() {
        return parts.log().trouble();
    }

    /// Asks for a subscription.
    ///
    /// @param who subscribes
    /// @param request what to
    /// @return completes with the answer; never fails. Dependents may run on the hub's own threads and must not
    ///     block
    public CompletionStage<SubscribeResult> subscribe(Principal who, SubscribeRequest request) {
        return decisions
                .maySubscribe(who, request.matchers())
                .thenCompose(answer -> switch (answer) {
                    case Decision.Denied(String reason) ->
                        CompletableFuture.completedStage(new SubscribeResult.Denied(reason));
                    case Decision.Allowed allowed -> admit(who, request, allowed);
                })
                .exceptionally(failure -> {
                    parts.listener().onLogFailure(failure);
                    return new SubscribeResult.Refused(CloseReason.LIMIT, reconnectTimes.laterMillis());
                });
    }

    /// Lists the subscriptions, the slowest first. Each loop goes through its own, a few hundred at a time.
    ///
    /// @param query which of them, and how many
    /// @return completes with a page of them. Dependents run on the hub's own threads and must not block
    public CompletionStage<ConnectionPage> connections(ConnectionQuery query) {
        var running = engine;
        return running == null
                ? CompletableFuture.completedStage(new ConnectionPage(List.of(), ""))
                : running.connections().list(query);
    }

    /// Ends a subscription.
    ///
    /// @param id its name, as [Subscription#id()] says it
    /// @param reason what the client is told
    /// @return completes with whether there was one of this name. Dependents run on the hub's own threads and must
    ///     not block
    public CompletionStage<Boolean> disconnect(String id, CloseReason reason) {
        var running = engine;
        return running == null
                ? CompletableFuture.completedStage(false)
                : running.connections().disconnect(id, reason);
    }

    /// @return the position of the newest entry; offset 0 if there is none yet
    public Position head() {
        var running = engine;
        long offset =
                running == null ? parts.log().bounds().head() : running.window().head();
        return parts.log().epochs().at(offset);
    }

    /// @return completes once the hub has begun to take publications and subscriptions; fails if it will not, since
    ///     its log cannot be used, or it was closed before
    public CompletionStage<Void> ready() {
        return readiness.reached();
    }

    /// @return whether publications and subscriptions are taken; not while the log is in trouble, though those who
    ///     are subscribed stay
    public boolean isReady() {
        return whyNotReady().isEmpty();
    }

    /// @return why publications or subscriptions are not taken now, for an operator; empty if they are
    public Optional<String> whyNotReady() {
        return isClosing
                ? Optional.of("closing")
                : readiness.whyNot(sequencer()).or(this::trouble);
    }

    /// @return the bounds of this hub
    public HubLimits limits() {
        return parts.limits();
    }

    /// @return what has happened and what is held
    public HubStats stats() {
        var running = engine;
        var bounds = parts.log().bounds();
        return new HubStats(
                running == null ? 0 : running.sequencer().published(),
                running == null ? 0 : running.sequencer().duplicates(),
                publishDoor.refused()
                        + (running == null ? 0 : running.sequencer().refused()),
                tally.delivered(),
                tally.deliveredBytes(),
                tally.writes(),
                tally.heartbeats(),
                tally.gaps(),
                tally.closedSlow(),
                census.inside(),
                tally.lagging(),
                tally.pinnedBytes(),
                running == null ? 0 : running.sequencer().queued(),
                running == null ? 0 : running.sequencer().idempotencyKeys(),
                running == null ? 0 : running.window().bytes(),
                running == null ? 0 : running.window().entries(),
                bounds.entries(),
                bounds.bytes(),
                tally.gapReasons(),
                tally.replays(),
                tally.slow(),
                parts.log().counters());
    }

    /// Lists the topics of what the log retains.
    ///
    /// @param query which of them
    /// @return completes with the page; fails with a [HubException] if the log cannot say now
    public CompletionStage<TopicPage> topics(TopicQuery query) {
        // One more than asked for says whether there are more.
        return parts.log()
                .topics(query.after(), query.limit() + 1)
                .thenApply(
                        found -> TopicPages.of(found, query.limit(), parts.log().epochs()));
    }

    /// Ends well: takes nothing in any more, gives every subscriber all that was acknowledged, tells each when to
    /// come back, spread over time, and closes its sink.
    ///
    /// @param within how long that may take; who is not through by then is cut off
    /// @return completes when no subscription is left, or when the time is over: where a loop is stuck, soon after
    public CompletionStage<Void> drain(Duration within) {
        var timeIsOver = parts.alarm().after(within);
        isClosing = true;
        publishDoor.beginClosing();
        var running = engine;
        if (running == null) {
            census.end();
            return census.isOver();
        }
        running.door().beginClosing();
        running.sequencer().drain().thenRun(() -> sayFarewell(running));
        timeIsOver.execute(() -> cutOff(running));
        return census.isOver();
    }

    /// Ends everything: what waits is refused, subscriptions are cut off, the log is closed. Idempotent.
    @Override
    public void close() {
        isClosing = true;
        publishDoor.beginClosing();
        var running = engine;
        if (running != null) {
            running.door().beginClosing();
            running.sequencer().close();
            running.senders().abortAll();
        }
        readiness.isOutOfReach(new IllegalStateException("hub: closed before it was ready (expected: ready)"));
        parts.log().close();
        if (parts.readers() instanceof LogReaders own) {
            own.close();
        }
    }

    private void start(Tail tail, long after) {
        var limits = parts.limits();
        // A batch may be appended when the slowest loop is just so far behind, and be as large as that again.
        var window = new Window(after, limits.maxWindowBytes(), 2 * limits.maxLoopBehindBytes(), parts.ticker());
        var delivery = new Delivery(
                limits,
                parts.log(),
                parts.readers(),
                window,
                parts.ticker(),
                parts.unknownId(),
                tally,
                parts.listener(),
                census,
                this::onProgress);
        var senders = new Senders(delivery);
        var door =
                new Door(delivery, new Starts(parts.log(), window, parts.unknownId(), parts.clock()), senders, census);
        var sequencer = new Sequencer(
                new Sequencer.Parts(
                        parts.log(),
                        limits,
                        parts.listener(),
                        () -> senders.bytesBehind() <= limits.maxLoopBehindBytes(),
                        parts.ticker(),
                        parts.clock(),
                        () -> Engine.maintain(parts, senders, window)),
                parts.sequencing());
        engine = new Engine(window, senders, door, sequencer);
        readiness.dependsOn(sequencer);
        tail.begin(window, senders, parts.log());
        if (isClosing) {
            // It was closed before the log was ready, by somebody who found no engine to close.
            door.beginClosing();
            sequencer.close();
        }
    }

    private void sayFarewell(Engine running) {
        running.senders()
                .drainAll(new Sender.Farewell(
                        reconnectTimes.spreadOf(census.inside()),
                        running.sequencer().acknowledged()));
        census.endWithTheLast();
    }

    private void cutOff(Engine running) {
        running.sequencer().close();
        running.senders().abortAll().thenRun(census::end);
        parts.alarm().after(GRACE).execute(census::end);
    }

    private Optional<Sequencer> sequencer() {
        return Optional.ofNullable(engine).map(Engine::sequencer);
    }

    private CompletionStage<SubscribeResult> admit(Principal who, SubscribeRequest request, Decision.Allowed allowed) {
        var running = engine;
        if (running == null || isClosing || running.door().isFull()) {
            var reason = isClosing ? CloseReason.DRAIN : CloseReason.LIMIT;
            return CompletableFuture.completedStage(new SubscribeResult.Refused(reason, reconnectTimes.laterMillis()));
        }
        return running.door().admit(who, request, allowed);
    }

    private void onProgress() {
        var running = engine;
        if (running != null) {
            running.sequencer().progressed();
        }
    }
}
