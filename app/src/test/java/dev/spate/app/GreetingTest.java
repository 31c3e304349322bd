package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.app.config.ConfigLoader;
import dev.spate.app.config.ConfigSources;
import dev.spate.app.config.Secret;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GreetingTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:80",
        "::1, http://[0:0:0:0:0:0:0:1]:80",
        "0.0.0.0, http://localhost:80",
        "::, http://localhost:80"
    })
    void theUrlCanBeOpened(String host, String origin) throws Exception {
        assertThat(greeting("", host, Secret.NONE).origin()).isEqualTo(origin);
    }

    @Test
    void theTokenStandsInTheFragmentWhereNoServerSeesIt() throws Exception {
        var greeting = greeting("", "127.0.0.1", new Secret("abc"));

        assertThat(greeting.console()).isEqualTo("http://127.0.0.1:80/#token=abc");
    }

    @Test
    void manyHubsAreSummedUp() throws Exception {
        String hubs = IntStream.range(0, 50).mapToObj(i -> "h" + i + ": ").collect(Collectors.joining(", "));

        var lines = greeting("hubs: { " + hubs + "}", "127.0.0.1", Secret.NONE).lines();

        assertThat(lines).hasSizeLessThan(15).contains("            and 44 more");
    }

    private Greeting greeting(String yaml, String host, Secret token) throws Exception {
        Path file = Files.writeString(directory.resolve("spate.yml"), yaml);
        var config = ConfigLoader.load(ConfigSources.of(file, Map.of())).config();
        return new Greeting(config, List.of(new InetSocketAddress(host, 80)), true, token);
    }
}
