package dev.spate.testkit.simulation;

import dev.spate.hub.StartAt;
import java.time.Duration;
import java.util.function.BiConsumer;

/// What may happen in a world in one step.
///
/// Owner: the simulation's thread.
final class Happenings {
    private final World world;
    private final Chance chance;
    private final BiConsumer<String, Object> account;

    /// @param account is told what happens
    Happenings(World world, Chance chance, BiConsumer<String, Object> account) {
        this.world = world;
        this.chance = chance;
        this.account = account;
    }

    void publish() {
        int what = chance.below(10);
        if (what < 7) {
            int count = chance.oneIn(8) ? 10 : 1;
            note("publish", count);
            for (int index = 0; index < count; index++) {
                world.desk().publish();
            }
        } else if (what < 9) {
            note("repeat", "");
            world.desk().repeat();
        } else {
            note("elsewhere", "");
            world.logs().somethingOfItsOwn();
        }
    }

    void client() {
        var subscriber = chance.oneOf(world.subscribers());
        if (subscriber.isWaiting()) {
            note("enter", subscriber);
            subscriber.enter();
        } else if (subscriber.isAway()) {
            come(subscriber);
        } else {
            suffer(subscriber);
        }
    }

    private void come(Subscriber subscriber) {
        if (chance.oneIn(12)) {
            subscriber.claim(strangeId());
        }
        note("ask", subscriber + " with " + subscriber.lastId());
        subscriber.ask(start());
        if (!chance.oneIn(4)) {
            subscriber.enter();
        }
    }

    private String strangeId() {
        var ledger = world.ledger();
        return switch (chance.below(5)) {
            case 0 -> "";
            case 1 -> "nobody's";
            case 2 -> "#1-1";
            case 3 ->
                ledger.size() == 0
                        ? ""
                        : ledger.get(chance.below(ledger.size()))
                                .position
                                .text()
                                .substring(1);
            default ->
                ledger.letters().isEmpty() ? "" : chance.oneOf(ledger.letters()).ownId();
        };
    }

    StartAt start() {
        return switch (chance.below(8)) {
            case 0, 1 -> new StartAt.Now();
            case 5, 6 -> new StartAt.Snapshot();
            case 2 -> new StartAt.Earliest();
            case 3 -> new StartAt.Last(chance.between(1, 8));
            case 4 -> new StartAt.Since(world.now().minusSeconds(chance.below(10)));
            default -> new StartAt.Ago(Duration.ofSeconds(chance.below(10)));
        };
    }

    private void suffer(Subscriber subscriber) {
        var session = subscriber.session();
        if (session == null) {
            return;
        }
        int what = chance.below(12);
        note("client", subscriber + " " + what);
        if (what < 2) {
            subscriber.cut();
        } else if (what < 5) {
            world.coverage().saw(Sight.STALLED);
            subscriber.inLoop(() -> session.allow(0));
        } else if (what < 8) {
            world.coverage().saw(Sight.TRICKLED);
            subscriber.inLoop(() -> session.allow(chance.below(2_000)));
        } else if (what < 11) {
            subscriber.inLoop(() -> session.allow(Long.MAX_VALUE));
        } else {
            world.coverage().saw(Sight.NUDGED);
            subscriber.inLoop(session::nudge);
        }
    }

    boolean loop(SteppedLoop loop) {
        boolean hadTask = loop.runOne();
        for (int more = chance.below(3); more > 0 && hadTask; more--) {
            hadTask = loop.runOne();
        }
        return hadTask;
    }

    void second() {
        note("second", "");
        world.ticker().advance(Duration.ofSeconds(1));
        world.clock().advance(Duration.ofSeconds(1));
        world.loops().forEach(SteppedLoop::tick);
        world.alarms().ring();
    }

    void fault() {
        int what = chance.below(4);
        note("fault", what);
        switch (what) {
            case 0 -> world.jump(Duration.ofSeconds(chance.between(-8, 8)));
            case 1 -> world.logs().failRead();
            case 2 -> world.logs().failAppend();
            default -> world.logs().failWayOfItsOwn();
        }
    }

    /// Whatever waits for a thread of the log or of its readers.
    boolean errand() {
        return chance.oneOf(world.readers(), world.errands(), world.writer()).runOne();
    }

    private void note(String what, Object which) {
        account.accept(what, which);
    }
}
