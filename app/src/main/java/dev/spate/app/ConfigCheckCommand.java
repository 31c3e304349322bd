package dev.spate.app;

import dev.spate.app.config.ConfigLoader;
import dev.spate.app.config.ConfigSources;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `spate config check`: says everything that is wrong with a file. Of the environment it sees only what the file
/// names.
///
/// Owner: the main thread.
@Command(
        name = "check",
        description = "Says what is wrong with a configuration file. Exit code 0: nothing, 1: something.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: spate config check spate.yml"})
final class ConfigCheckCommand implements Runnable {
    private final Map<String, String> environment;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the file to check (default: ./spate.yml)")
    private Path file = Path.of("spate.yml");

    @Spec
    private CommandSpec spec;

    ConfigCheckCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void run() {
        ConfigLoader.loadFile(ConfigSources.of(file, environment));
        spec.commandLine().getOut().println(file + ": in order");
    }
}
