package dev.spate.app.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads the variables whose names begin with `SPATE_`. An empty one counts as not set.
///
/// Owner: the thread that loads the configuration.
final class EnvironmentLayer {
    static final String PREFIX = "SPATE_";

    /// Variables of the launcher and of the other commands.
    private static final Set<String> NOT_OURS =
            Set.of("SPATE_CONFIG", "SPATE_JAVA_OPTS", "SPATE_JDK_PLACES", "SPATE_URL");

    /// What Kubernetes sets in every container beside a service that is called `spate`.
    private static final Pattern SERVICE_LINK =
            Pattern.compile("SPATE_(SERVICE_(HOST|PORT(_.+)?)|PORT(_[0-9]+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)");

    private final Settings settings;
    private final Layer layer;
    private final Map<String, Target> targets = new HashMap<>();

    /// Thread-safe: immutable.
    private record Target(Place.Leaf leaf, String path) {}

    EnvironmentLayer(Settings settings) {
        this.settings = settings;
        this.layer = new Layer(settings);
        settings.hubs().forEach(this::nameVariables);
    }

    /// The variable of a path: upper case, with `_` for dots and hyphens.
    static String variable(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    void read(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !value.isEmpty() && isOurs(name)) {
                readVariable(name, value);
            }
        });
    }

    private void nameVariables(String hub) {
        for (Key<?> key : Keys.ALL) {
            String path = key.pathIn(hub);
            targets.put(variable(path), new Target(new Place.Leaf(key, false), path));
            if (key.isSecret()) {
                targets.put(variable(path + Key.FILE_SUFFIX), new Target(new Place.Leaf(key, true), path));
            }
        }
    }

    private static boolean isOurs(String name) {
        return !NOT_OURS.contains(name) && !SERVICE_LINK.matcher(name).matches();
    }

    private void readVariable(String name, String value) {
        var origin = new Origin.Variable(name);
        Target target = targets.get(name);
        if (target != null) {
            var texts = target.leaf().key().kind().isList() ? Kind.split(value) : List.of(value);
            layer.give(target.leaf(), target.path(), new Setting(texts, origin));
        } else {
            settings.problem(origin, "unknown variable (expected: " + nearest(name) + ")");
        }
    }

    private String nearest(String name) {
        return Nearest.to(name, targets.keySet())
                .orElseGet(() -> "SPATE_ and a key, upper case, with _ for . and -; the hubs are "
                        + String.join(", ", settings.hubs()));
    }
}
