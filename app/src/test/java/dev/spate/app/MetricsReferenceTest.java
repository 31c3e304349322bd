package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The table of the metrics is written from what is served. `./check --docs` puts it right.
final class MetricsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final String BEGIN = "<!-- metrics: written from the source, see CONTRIBUTING.md -->\n";
    private static final String END = "<!-- end of metrics -->\n";

    @Test
    void theTableOfMetricsIsUpToDate() throws IOException, InterruptedException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String right = page.substring(0, begin) + MetricsReference.table() + page.substring(end);
        if (Boolean.getBoolean("spate.docs")) {
            Files.writeString(PAGE, right);
        } else {
            assertThat(page)
                    .as("docs/operations.md (./check --docs puts it right)")
                    .isEqualTo(right);
        }
    }
}
