package dev.spate.app;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `spate config`: what the configuration says, without starting anything. Thread-safe: stateless.
@Command(
        name = "config",
        description = "Checks or prints the configuration.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: spate config check spate.yml"})
final class ConfigCommand {
    private ConfigCommand() {}

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigCheckCommand(environment))
                .addSubcommand(ConfigOptions.with(new ConfigPrintCommand(environment)));
    }
}
