package dev.spate.app;

import dev.spate.app.config.ConfigFlag;
import dev.spate.app.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The flags that configure a hub: one for each key, made from the keys themselves. Thread-safe: stateless.
final class ConfigOptions {
    private static final String FILE_FLAG = "--config";
    private static final String HUB_FLAG = "--hub";
    private static final Path USUAL_FILE = Path.of("spate.yml");

    private ConfigOptions() {}

    static CommandLine with(Object command) {
        var line = new CommandLine(command);
        addTo(line.getCommandSpec());
        return line;
    }

    static ConfigSources sources(ParseResult parsed, Map<String, String> environment) {
        var flags = new HashMap<String, List<String>>();
        for (ConfigFlag flag : ConfigFlag.all()) {
            if (parsed.hasMatchedOption(flag.name())) {
                var option = parsed.matchedOption(flag.name());
                flags.put(flag.name(), option.originalStringValues());
            }
        }
        String hub = parsed.matchedOptionValue(HUB_FLAG, "");
        return new ConfigSources(files(parsed, environment), environment, flags, hub);
    }

    private static List<Path> files(ParseResult parsed, Map<String, String> environment) {
        String named = parsed.matchedOptionValue(FILE_FLAG, environment.getOrDefault("SPATE_CONFIG", ""));
        if (!named.isEmpty()) {
            return List.of(Path.of(named));
        }
        return Files.exists(USUAL_FILE) ? List.of(USUAL_FILE) : List.of();
    }

    private static void addTo(CommandSpec spec) {
        spec.addOption(option(FILE_FLAG, "FILE", "the configuration file; without it SPATE_CONFIG, then ./spate.yml"));
        spec.addOption(option(HUB_FLAG, "NAME", "the hub that the other flags are for, where there are several"));
        for (ConfigFlag flag : ConfigFlag.all()) {
            var type = flag.isList() ? String[].class : String.class;
            spec.addOption(OptionSpec.builder(flag.name())
                    .paramLabel("VALUE")
                    .type(type)
                    .description(escape(flag.about()))
                    .build());
        }
    }

    private static OptionSpec option(String name, String label, String about) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(escape(about))
                .build();
    }

    // picocli reads descriptions as format strings.
    private static String escape(String text) {
        return text.replace("%", "%%");
    }
}
