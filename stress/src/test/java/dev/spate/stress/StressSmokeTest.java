package dev.spate.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.ReportUtils;

/// Every hand-over is tried for a moment, in a JVM of its own. What is rarer than once in some ten thousand tries is
/// for `bench/jcstress` to find.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class StressSmokeTest {
    /// For such a moment it does not pay to try each way of compiling by itself.
    private static final List<String> BRIEFLY = List.of(
            "-m",
            "sanity",
            "-f",
            "1",
            "-iters",
            "1",
            "-time",
            "200",
            "-strideSize",
            "200",
            "-strideCount",
            "20",
            "-sc",
            "false",
            "-jvmArgs",
            "-ea -Xmx256m --enable-native-access=ALL-UNNAMED");

    private SortedSet<String> tests = new TreeSet<>();
    private Collection<TestResult> results = List.of();

    @BeforeAll
    void tryAll(@TempDir Path report) throws Exception {
        assumeThat(Runtime.getRuntime().availableProcessors())
                .as("cores, since two threads are to run at once")
                .isGreaterThan(1);
        var arguments = new ArrayList<>(BRIEFLY);
        arguments.addAll(List.of("-r", report.toString()));
        var options = new Options(arguments.toArray(String[]::new));
        assertThat(options.parse()).isTrue();
        var stress = new JCStress(options);
        tests = stress.getTests();

        try {
            stress.run();
        } catch (AssertionError forbidden) {
            // The tests below look at the results by themselves.
        } finally {
            results = read(options.getResultFile());
        }
    }

    private static Collection<TestResult> read(String file) throws IOException, ClassNotFoundException {
        var collector = new InProcessCollector();
        var reader = new DiskReadCollector(file, collector);
        reader.dump();
        reader.close();
        Files.delete(Path.of(file));
        return ReportUtils.mergedByName(collector.getTestResults());
    }

    @Test
    void everyHandOverIsTried() {
        assertThat(tests).isNotEmpty();
        assertThat(results).extracting(TestResult::getName).containsExactlyInAnyOrderElementsOf(tests);
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.status()).as(result.getName()).isEqualTo(Status.NORMAL));
    }

    @Test
    void noneShowsWhatIsForbidden() {
        assertThat(results)
                .allSatisfy(result -> assertThat(result.grading().failureMessages)
                        .as(result.getName())
                        .isEmpty());
    }

    @Test
    void eachShowsThatItsThreadsMeet() {
        assertThat(results)
                .allSatisfy(result -> assertThat(result.grading().hasInteresting)
                        .as("%s: %s", result.getName(), result.getStateKeys())
                        .isTrue());
    }
}
