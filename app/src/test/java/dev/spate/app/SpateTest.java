package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SpateTest {
    @Test
    void withoutACommandItIsWrongUsage() {
        var cli = Cli.run();

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).startsWith("spate: Missing required subcommand");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void anUnknownCommandIsWrongUsageAndNamesTheNearest() {
        var cli = Cli.run("confg");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("confg").contains("spate config");
    }

    @Test
    void anUnknownFlagIsWrongUsageAndNamesTheNearest() {
        var cli = Cli.run("config", "print", "--heartbeet", "5s");

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("--heartbeet").contains("--heartbeat");
    }

    @Test
    void theVersionIsData() {
        var cli = Cli.run("--version");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).startsWith("spate ");
    }

    @Test
    void everyCommandHelpsWithAnExample() {
        assertHelps(Spate.commandLine(Map.of()));
    }

    private static void assertHelps(CommandLine line) {
        var spec = line.getCommandSpec();
        assertThat(line.getUsageMessage()).as(spec.qualifiedName()).contains("Example: spate");
        assertThat(spec.optionsMap()).as(spec.qualifiedName()).containsKey("--help");
        line.getSubcommands().values().forEach(SpateTest::assertHelps);
    }
}
