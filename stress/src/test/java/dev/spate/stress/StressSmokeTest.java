package dev.spate.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;

/// Every hand-over is tried for a moment, in a JVM of its own. What is rarer than once in some thousand tries is for
/// `bench/jcstress` to find.
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
            "50",
            "-strideCount",
            "20",
            "-sc",
            "false",
            "-jvmArgs",
            "-Xmx256m --enable-native-access=ALL-UNNAMED");

    @Test
    void noHandOverShowsWhatIsForbidden(@TempDir Path results) throws IOException {
        var arguments = new ArrayList<>(BRIEFLY);
        arguments.addAll(List.of("-r", results.toString()));
        var options = new Options(arguments.toArray(String[]::new));
        assertThat(options.parse()).isTrue();

        var stress = new JCStress(options);

        assertThat(stress.getTests()).hasSizeGreaterThanOrEqualTo(8);
        assertThatCode(stress::run).doesNotThrowAnyException();
        assertThat(results).isNotEmptyDirectory();
    }
}
