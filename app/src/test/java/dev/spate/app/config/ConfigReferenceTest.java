package dev.spate.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reference is written from the keys. `./check --docs` puts it right.
final class ConfigReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- keys: written from the source, see CONTRIBUTING.md -->\n";
    private static final String END = "<!-- end of keys -->\n";

    @TempDir
    private Path directory;

    @Test
    void theTableOfKeysIsUpToDate() throws IOException {
        String page = Files.readString(REFERENCE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String right = page.substring(0, begin) + ConfigReference.table() + page.substring(end);
        if (Boolean.getBoolean("spate.docs")) {
            Files.writeString(REFERENCE, right);
        } else {
            assertThat(page)
                    .as("docs/configuration.md (./check --docs puts it right)")
                    .isEqualTo(right);
        }
    }

    @Test
    void theExamplesOfThePageAreInOrder() throws IOException {
        var examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(REFERENCE));
        int count = 0;
        for (; examples.find(); count++) {
            Path file = Files.writeString(directory.resolve(count + ".yml"), examples.group(1));
            var environment = Map.of("HUB_HOST", "hub.example");

            var loaded = ConfigLoader.load(new ConfigSources(List.of(file), environment, Map.of(), ""));

            assertThat(loaded.values()).isNotEmpty();
        }
        assertThat(count).isPositive();
    }
}
