package dev.spate.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    @Test
    void withoutArgumentsEverythingIsMeasuredThreeTimes() {
        assertThat(Options.parse()).isEqualTo(new Options(3, List.of(), Length.FULL, null));
        assertThat(Loads.chosen(Loads.all(Length.FULL), List.of())).hasSize(9);
    }

    @Test
    void everyArgumentIsTaken() {
        assertThat(Options.parse("--runs", "5", "--only", "idle,bulk", "--quick", "--json", "a.json"))
                .isEqualTo(new Options(5, List.of("idle", "bulk"), Length.QUICK, Path.of("a.json")));
    }

    @Test
    void loadsAreChosenByName() {
        assertThat(Loads.chosen(Loads.all(Length.QUICK), List.of("bulk", "resume")))
                .extracting(Load::name)
                .containsExactly("resume", "bulk");
    }

    @Test
    void theUsageNamesEveryLoad() {
        assertThat(Loads.all(Length.FULL))
                .allSatisfy(load -> assertThat(Options.USAGE).contains(load.name()));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Options.parse("--run")).hasMessageStartingWith("--run (expected: one of --runs");
        assertThatThrownBy(() -> Options.parse("--runs")).hasMessage("--runs: nothing (expected: a value)");
        assertThatThrownBy(() -> Options.parse("--runs", "x")).hasMessage("--runs: x (expected: a number)");
        assertThatThrownBy(() -> Options.parse("--runs", "0")).hasMessage("runs: 0 (expected: 1 to 100)");
        assertThatThrownBy(() -> Loads.chosen(Loads.all(Length.FULL), List.of("fan")))
                .hasMessageStartingWith("only: fan (expected: of fan-out, ");
    }
}
