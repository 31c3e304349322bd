package dev.spate.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.bench.compare.Target.Against;
import dev.spate.bench.compare.Target.Bound;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class OutcomeTest {
    private static final Target FAST = Target.ratio(Figure.DELIVERIES, Against.NCHAN, new Bound.AtLeast(2.5));
    private static final Target CHEAP = Target.ratio(Figure.CPU_PER_DELIVERY, Against.BARE, new Bound.AtMost(1.10));
    private static final Target SMALL = Target.absolute(Figure.HEAP, new Bound.AtMost(1));

    @Nested
    class ARatio {
        @Test
        void isOfTheMediansAndSpreadsOverTheRuns() {
            var outcome = outcome(
                    CHEAP,
                    Map.of(new Contender.Bare(false), pairs(Figure.CPU_PER_DELIVERY, 8.0, 8.0, 9.0, 10.0, 12.0, 10.0)));

            var verdict = outcome.verdicts().getFirst();

            assertThat(verdict.value()).isEqualTo(0.9);
            assertThat(verdict.span()).isEqualTo(new Span(0.9, 1.2));
            assertThat(verdict.hubAgainstItself()).isEqualTo(new Span(8 / 12.0, 1.5));
            assertThat(verdict.isMet()).isTrue();
        }

        @Test
        void isToTheBetterOfTwoNchans() {
            var pairs = new LinkedHashMap<Contender, List<Pair>>();
            pairs.put(new Contender.Nchan(1), pairs(Figure.DELIVERIES, 900.0, 300.0));
            pairs.put(new Contender.Nchan(2), pairs(Figure.DELIVERIES, 800.0, 400.0));

            var verdict = outcome(FAST, pairs).verdicts().getFirst();

            assertThat(verdict.value()).isEqualTo(850.0 / 400);
            assertThat(verdict.span()).isEqualTo(new Span(2, 2));
            assertThat(verdict.hubAgainstItself()).isEqualTo(new Span(800 / 900.0, 900 / 800.0));
            assertThat(verdict.isMet()).isFalse();
        }

        @Test
        void isToTheHubWithItsLogInMemory() {
            var durable = Target.ratio(Figure.PUBLISHED, Against.MEMORY, new Bound.AtLeast(0.6));
            var outcome = outcome(durable, Map.of(Contender.Hub.inMemory(), pairs(Figure.PUBLISHED, 70.0, 100.0)));

            assertThat(outcome.verdicts().getFirst().value()).isEqualTo(0.7);
        }

        @Test
        void needsTheFigureInEachRun() {
            var outcome = outcome(FAST, Map.of(new Contender.Nchan(1), pairs(Figure.P99, 1.0, 2.0)));

            assertThatThrownBy(outcome::verdicts)
                    .isInstanceOf(CompareException.class)
                    .hasMessage("deliveries: [0.0] (expected: more than 0 in each run)");
        }
    }

    @Nested
    class AValue {
        @Test
        void isTheMedianOfTheHubsRuns() {
            var outcome = new Outcome(
                    load(SMALL),
                    List.of(run(Figure.HEAP, 1.1), run(Figure.HEAP, 0.9), run(Figure.HEAP, 1.0)),
                    Map.of());

            var verdict = outcome.verdicts().getFirst();

            assertThat(verdict.value()).isEqualTo(1);
            assertThat(verdict.span()).isEqualTo(new Span(0.9, 1.1));
            assertThat(verdict.isMet()).isTrue();
        }
    }

    @Nested
    class ABound {
        @Test
        void isHeldByItsOwnValue() {
            assertThat(new Bound.AtMost(2).holds(2)).isTrue();
            assertThat(new Bound.AtLeast(2).holds(2)).isTrue();
        }

        @Test
        void isNotHeldBeyond() {
            assertThat(new Bound.AtMost(2).holds(2.01)).isFalse();
            assertThat(new Bound.AtLeast(2).holds(1.99)).isFalse();
        }
    }

    @Nested
    class AReport {
        @Test
        void saysForEachTargetWhetherItIsMet() {
            var outcome = outcome(FAST, Map.of(new Contender.Nchan(1), pairs(Figure.DELIVERIES, 900.0, 300.0)));

            assertThat(Report.verdicts(outcome.verdicts()).lines().toList().get(1))
                    .matches("some load +deliveries, hub/nchan +>= 2\\.50 +3\\.00 +3\\.00 – 3\\.00 +1\\.00 – 1\\.00"
                            + " +met");
            assertThat(Report.areAllMet(outcome.verdicts())).isTrue();
        }

        @Test
        void namesTheFaultsOfOthers() {
            var bad = new Measurement(Map.of(Figure.DELIVERIES, 300.0), List.of("lost 3"));
            var pair = new Pair(run(Figure.DELIVERIES, 900), bad);
            var outcome = outcome(FAST, Map.of(new Contender.Nchan(1), List.of(pair)));

            assertThat(Report.figures(outcome)).contains("NOT IN ORDER: nchan, 1 worker: lost 3");
        }

        @Test
        void holdsEveryRunAsJson() {
            var outcome = outcome(FAST, Map.of(new Contender.Nchan(1), pairs(Figure.DELIVERIES, 900.0, 300.0)));
            var machine = new Machine(2, "25", "Linux", "nginx", "1");

            var json = Report.json(machine, List.of(outcome));

            assertThat(json)
                    .contains("\"cores\" : 2", "\"DELIVERIES\" : 900.0", "\"DELIVERIES\" : 300.0", "\"met\" : true");
        }
    }

    private static Outcome outcome(Target target, Map<Contender, List<Pair>> pairs) {
        var hub = pairs.values().stream()
                .flatMap(own -> own.stream().map(Pair::hub))
                .toList();
        return new Outcome(load(target), hub, pairs);
    }

    private static Load load(Target target) {
        return new Load(
                "some load", "Some load", List.of(), List.of(), Contender.Hub.inMemory(), List.of(), List.of(target));
    }

    /// Runs of the hub and of another, in turn.
    private static List<Pair> pairs(Figure figure, double... values) {
        var pairs = new ArrayList<Pair>();
        for (int run = 0; run < values.length; run += 2) {
            pairs.add(new Pair(run(figure, values[run]), run(figure, values[run + 1])));
        }
        return pairs;
    }

    private static Measurement run(Figure figure, double value) {
        return new Measurement(Map.of(figure, value), List.of());
    }
}
