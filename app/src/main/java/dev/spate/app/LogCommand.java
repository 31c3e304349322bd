package dev.spate.app;

import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `spate log`: what can be done with the files of a log that no hub is using. Thread-safe: stateless.
@Command(
        name = "log",
        description = "Checks, reads or repairs the files of a hub that is not running.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: spate log verify data/events"})
final class LogCommand {
    private LogCommand() {}

    static CommandLine commandLine(Supplier<Ends> ends) {
        return new CommandLine(new LogCommand())
                .addSubcommand(new LogVerifyCommand(ends))
                .addSubcommand(new LogDumpCommand(ends))
                .addSubcommand(new LogRepairCommand(ends))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
