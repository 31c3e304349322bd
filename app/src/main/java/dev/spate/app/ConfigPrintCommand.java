package dev.spate.app;

import dev.spate.app.config.ConfigLoader;
import dev.spate.app.config.ConfigText;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `spate config print`: every value that `serve` would run with, and where it came from.
///
/// Owner: the main thread.
@Command(
        name = "print",
        description = "Prints the values that serve would run with, secrets masked, and where each came from.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {"", "Example: spate config print --heartbeat 30s"})
final class ConfigPrintCommand implements Runnable {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    ConfigPrintCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void run() {
        var line = spec.commandLine();
        var loaded = ConfigLoader.load(ConfigOptions.sources(line.getParseResult(), environment));
        line.getOut().print(ConfigText.of(loaded.values()));
        line.getOut().flush();
    }
}
