package dev.spate.app;

import dev.spate.app.config.ConfigException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `spate` command, of which all others are subcommands. Exit codes: 0 done, 1 failed, 2 wrong usage. Data goes
/// to standard output, everything else to standard error. Thread-safe: stateless.
@Command(
        name = "spate",
        description = "Server-Sent Events: a hub, and what talks to it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example: spate serve"})
public final class Spate {
    private Spate() {}

    /// Runs one command and ends the JVM with its exit code.
    ///
    /// @param args the command line
    public static void main(String[] args) {
        System.exit(commandLine(System.getenv())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(args));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(new Spate())
                .addSubcommand(ConfigOptions.with(new ServeCommand(environment)))
                .addSubcommand(new PublishCommand(environment, Ends::ofProcess))
                .addSubcommand(new SubscribeCommand(environment, Ends::ofProcess))
                .addSubcommand(new BenchCommand(environment, Ends::ofProcess))
                .addSubcommand(ConfigCommand.commandLine(environment))
                .addSubcommand(LogCommand.commandLine(Ends::ofProcess))
                .setParameterExceptionHandler(Spate::sayWrongUsage)
                .setExecutionExceptionHandler(Spate::sayFailure);
    }

    private static int sayWrongUsage(ParameterException wrong, String[] args) {
        var line = wrong.getCommandLine();
        line.getErr().println("spate: " + wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        line.getErr().println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.WRONG_USAGE;
    }

    private static int sayFailure(Exception failure, CommandLine line, ParseResult parsed) throws Exception {
        return switch (failure) {
            case ConfigException wrong -> {
                wrong.problems().forEach(line.getErr()::println);
                yield wrong.isWrongUsage() ? ExitCodes.WRONG_USAGE : ExitCodes.FAILED;
            }
            case CommandFailure failed -> {
                line.getErr().println("spate: " + failed.getMessage());
                yield ExitCodes.FAILED;
            }
            default -> throw failure;
        };
    }
}
