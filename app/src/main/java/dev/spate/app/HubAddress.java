package dev.spate.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where the hub is: a flag, the environment, or the hub that `spate serve` starts by itself.
///
/// Owner: the main thread.
final class HubAddress {
    private static final String VARIABLE = "SPATE_URL";
    private static final String USUAL = "http://127.0.0.1:8080/events";

    private final Map<String, String> environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the hub (default: $" + VARIABLE + ", else " + USUAL + ")")
    private @Nullable String flag;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    HubAddress(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// @throws ParameterException if what is said is no address
    URI uri() {
        String text = flag != null ? flag : environment.getOrDefault(VARIABLE, USUAL);
        try {
            return new URI(text);
        } catch (URISyntaxException wrong) {
            throw new ParameterException(
                    spec.commandLine(), "url: " + text + " (expected: such as " + USUAL + ")", wrong);
        }
    }
}
