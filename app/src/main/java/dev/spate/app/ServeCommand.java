package dev.spate.app;

import dev.spate.app.config.Config;
import dev.spate.app.config.ConfigLoader;
import dev.spate.app.config.LogFormat;
import dev.spate.app.config.Secret;
import dev.spate.app.logging.Logs;
import java.io.PrintWriter;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `spate serve`: runs hubs until it is asked to stop.
///
/// Owner: the main thread.
@Command(
        name = "serve",
        description = {
            "Runs a hub until SIGTERM or Ctrl-C, which drain it; a second one stops at once.",
            "Every flag can stand in spate.yml and in the environment too: see spate config print."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {"", "Example: spate serve --listen 127.0.0.1:8080 --heartbeat 30s"})
final class ServeCommand implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    ServeCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public void run() {
        var line = spec.commandLine();
        var config = ConfigLoader.load(ConfigOptions.sources(line.getParseResult(), environment))
                .config();
        Logs.configure(config.logLevel(), config.logFormat());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LOG.atError()
                .setCause(failure)
                .addKeyValue("thread", thread.getName())
                .log("a thread ended"));
        var access = Access.of(config);
        var signals = StopSignals.take();
        var kept = token(config);
        var running = Wiring.start(config, access, kept.token());
        var shown = kept.isNew() ? kept.token() : Secret.NONE;
        greet(config, new Greeting(config, running.server().addresses(), access.isOpenToThisMachine(), shown));
        try {
            signals.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        new ShutdownSequence(running, config.limits().drain()).run();
    }

    private static AdminTokenFile.Kept token(Config config) {
        var file = new AdminTokenFile(config.data());
        return config.adminToken().isGiven() ? new AdminTokenFile.Kept(config.adminToken(), false) : file.readOrMake();
    }

    private void greet(Config config, Greeting greeting) {
        LOG.atInfo()
                .addKeyValue("version", Version.current())
                .addKeyValue("java", Runtime.version())
                .addKeyValue("url", greeting.origin())
                .addKeyValue("hubs", config.hubs().size())
                .log("spate is running");
        if (config.logFormat() == LogFormat.TEXT) {
            PrintWriter err = spec.commandLine().getErr();
            greeting.lines().forEach(err::println);
            err.flush();
        }
    }
}
