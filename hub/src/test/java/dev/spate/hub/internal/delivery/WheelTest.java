package dev.spate.hub.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WheelTest {
    private final Wheel wheel = new Wheel();
    private final List<String> called = new ArrayList<>();

    private final class Named extends Wheel.Spoke {
        private final String name;
        private final int again;

        Named(String name, int again) {
            this.name = name;
            this.again = again;
        }

        @Override
        void onTime() {
            called.add(name + "@" + wheel.now());
            if (again > 0) {
                wheel.add(this, again);
            }
        }
    }

    @Test
    void eachIsCalledInItsSecond() {
        wheel.add(new Named("late", 0), 3);
        wheel.add(new Named("early", 0), 1);

        wheel.turnTo(2);
        wheel.turnTo(3);

        assertThat(called).containsExactly("early@1", "late@3");
        assertThat(wheel.size()).isZero();
    }

    @Test
    void oneThatAddsItselfAgainIsCalledAgain() {
        wheel.add(new Named("beat", 5), 5);

        wheel.turnTo(16);

        assertThat(called).containsExactly("beat@5", "beat@10", "beat@15");
    }

    @Test
    void removedOneIsNotCalledWhereverItStoodInItsList() {
        var spokes = List.of(new Named("a", 0), new Named("b", 0), new Named("c", 0), new Named("d", 0));
        spokes.forEach(spoke -> wheel.add(spoke, 2));

        wheel.remove(spokes.get(0));
        wheel.remove(spokes.get(3));
        wheel.remove(spokes.get(1));
        wheel.remove(spokes.get(1));
        wheel.turnTo(2);

        assertThat(called).containsExactly("c@2");
        assertThat(wheel.size()).isZero();
    }

    @Test
    void jumpOfMoreThanARoundCallsEachOnce() {
        wheel.add(new Named("once", 0), 300);

        wheel.turnTo(100_000);

        assertThat(called).hasSize(1);
        assertThat(wheel.now()).isEqualTo(100_000);
    }

    @Test
    void longestDelayComesInItsTime() {
        wheel.turnTo(40);
        wheel.add(new Named("far", 0), Wheel.SLOTS - 1);

        wheel.turnTo(40 + Wheel.SLOTS - 2);
        assertThat(called).isEmpty();
        wheel.turnTo(40 + Wheel.SLOTS - 1);

        assertThat(called).hasSize(1);
    }

    @Test
    void walkReachesEachAndEndsWhereOneTakesItselfOff() {
        var spokes = List.of(new Named("a", 0), new Named("b", 0), new Named("c", 0));
        spokes.forEach(spoke -> wheel.add(spoke, 7));
        var seen = new ArrayList<Wheel.Spoke>();

        wheel.forEach(spoke -> {
            seen.add(spoke);
            wheel.remove(spoke);
        });

        assertThat(seen).containsExactlyInAnyOrderElementsOf(spokes);
        assertThat(wheel.size()).isZero();
    }
}
