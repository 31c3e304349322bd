package dev.spate.testkit.simulation;

import dev.spate.hub.CloseReason;
import dev.spate.hub.Framing;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.StartAt;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A client that comes, is cut, stalls, and comes back with the last id it has, as an `EventSource` does.
///
/// Owner: the simulation's thread.
final class Subscriber {
    private final World world;
    private final Principal principal;
    private final SubscribeRequest request;
    private final Wants wants;
    private final SteppedLoop loop;
    private final int capacity;
    private final Framing framing;
    /// Sessions that are over, of which not everything could be judged yet.
    private final List<Judge> open = new ArrayList<>();
    private String lastId = "";
    private long upTo = Judge.UNKNOWN;
    private @Nullable Beginning beginning;
    private @Nullable CompletableFuture<SubscribeResult> asked;
    private @Nullable Session session;
    private boolean mayBeRefused;
    private String position = "";

    /// What a subscriber is. Thread-safe: immutable.
    record Traits(String name, SubscribeRequest request, List<Matcher> grants, int capacity, Framing framing) {}

    Subscriber(World world, Traits traits, SteppedLoop loop) {
        this.world = world;
        this.principal = new Principal(traits.name());
        this.request = traits.request();
        this.wants =
                new Wants(traits.request(), traits.grants(), world.setting().policyOf(traits.request()));
        this.loop = loop;
        this.capacity = traits.capacity();
        this.framing = traits.framing();
    }

    Principal principal() {
        return principal;
    }

    Wants wants() {
        return wants;
    }

    SteppedLoop loop() {
        return loop;
    }

    String lastId() {
        return lastId;
    }

    @Nullable
    Session session() {
        return session;
    }

    boolean isAway() {
        return session == null && asked == null;
    }

    boolean isWaiting() {
        return asked != null;
    }

    /// Asks to be let in.
    void ask(StartAt start) {
        var from = lastId.isEmpty() ? start : new StartAt.After(lastId);
        mayBeRefused = world.mayRefuse();
        beginning = new Beginning(world, wants, from);
        asked = world.hub().subscribe(principal, request.from(from)).toCompletableFuture();
    }

    /// Forgets, or invents, what it had.
    void claim(String id) {
        lastId = id;
        upTo = Judge.UNKNOWN;
    }

    /// Goes in, if it has been answered.
    void enter() {
        if (asked == null || !asked.isDone()) {
            return;
        }
        var answer = asked.join();
        asked = null;
        switch (answer) {
            case SubscribeResult.Admitted(var admission) -> {
                long after = admission.position().offset();
                var judge = judge(after);
                var begun = new Session(world, this, judge, capacity, framing);
                session = begun;
                position = admission.position().text();
                begun.belongsTo(loop.call(() -> admission.attach(begun.sink(), loop)));
                begun.lookAround();
            }
            case SubscribeResult.Refused refused -> {
                world.coverage().saw(Sight.REFUSED_LIMIT);
                require(mayBeRefused || world.mayRefuse(), "was refused: " + refused);
            }
            case SubscribeResult.Denied denied -> throw violation("was denied: " + denied);
        }
    }

    private Judge judge(long after) {
        var from = beginning;
        if (from == null) {
            throw new AssertionError("no beginning");
        }
        String objection = from.objection(after);
        require(objection.isEmpty(), "begins after " + after + " with " + lastId + ", " + objection);
        var judge = from.judge(toString(), after);
        require(
                upTo == Judge.UNKNOWN || judge.owes() || after <= upTo || from.isForgotten(upTo),
                "begins after " + after + ", has " + upTo);
        return judge;
    }

    /// The connection breaks, wherever it is.
    void cut() {
        asked = null;
        var broken = session;
        if (broken != null) {
            loop.run(broken::goAway);
            leave(broken);
        }
    }

    /// Does something with the session on its loop.
    void inLoop(Runnable task) {
        loop.run(task);
    }

    void has(String id, long newUpTo) {
        if (!id.isEmpty()) {
            lastId = id;
            upTo = newUpTo;
        }
    }

    void onClosed(CloseReason reason) {
        if (session != null) {
            session.onClosed(reason);
        }
    }

    void onGap(String reason) {
        if (session != null) {
            session.judge().takeSilentGap(reason);
        }
    }

    /// Looks at it after its loop, or the log, has done something.
    void lookAround() {
        if (session != null) {
            session.lookAround();
            if (session.isOver()) {
                leave(session);
            }
        }
        if (!open.isEmpty()) {
            open.forEach(Judge::goOn);
            open.removeIf(Judge::isDone);
        }
    }

    /// The hub has ended: what it wrote may still arrive.
    void afterEnd(boolean arrives) {
        asked = null;
        var ended = session;
        if (ended != null && ended.reason() != null) {
            loop.run(() -> {
                if (arrives) {
                    ended.allow(Long.MAX_VALUE);
                } else {
                    ended.goAway();
                }
            });
        }
        lookAround();
        open.clear();
    }

    private void leave(Session over) {
        session = null;
        over.noteEnd();
        over.tell(this);
        if (lastId.isEmpty() && world.chance().oneIn(4)) {
            // As one does that has read the head of the response, and no event.
            has(position, Judge.UNKNOWN);
        }
        if (!over.judge().isDone()) {
            open.add(over.judge());
        }
    }

    /// The process that served it is gone.
    void loseHub() {
        asked = null;
        if (session != null) {
            var lost = session;
            lost.sink().goAway();
            session = null;
            lost.tell(this);
        }
        open.clear();
    }

    private void require(boolean isSo, String what) {
        if (!isSo) {
            throw violation(what);
        }
    }

    private Violation violation(String what) {
        return world.failed(new Violation(this + " of " + wants.request() + ": " + what));
    }

    @Override
    public String toString() {
        return principal.name();
    }
}
