package dev.spate.app.config;

import java.util.List;
import java.util.Map;

/// Reads the flags, which are for the only hub or for the one that `--hub` names.
///
/// Owner: the thread that loads the configuration.
final class FlagLayer {
    private final Settings settings;
    private final Layer layer;
    private final String hub;

    /// @param hub what `--hub` said; empty where it was not given
    FlagLayer(Settings settings, String hub) {
        this.settings = settings;
        this.layer = new Layer(settings);
        this.hub = hub;
    }

    void read(Map<String, List<String>> flags) {
        var hubs = settings.hubs();
        if (!hub.isEmpty() && !hubs.contains(hub)) {
            refuseHub("--hub", hub);
            return;
        }
        for (Key<?> key : Keys.ALL) {
            var texts = flags.getOrDefault(key.flag(), List.of());
            if (texts.isEmpty()) {
                continue;
            }
            if (key.isOfHub() && hub.isEmpty() && hubs.size() > 1) {
                refuseHub(key.flag(), "no hub is named");
            } else {
                give(key, texts);
            }
        }
    }

    private void give(Key<?> key, List<String> texts) {
        String name = hub.isEmpty() ? settings.hubs().getFirst() : hub;
        var split = key.kind().isList()
                ? texts.stream().flatMap(text -> Kind.split(text).stream()).toList()
                : texts;
        layer.give(new Place.Leaf(key, false), key.pathIn(name), new Setting(split, new Origin.Flag(key.flag())));
    }

    private void refuseHub(String flag, String what) {
        settings.problem(
                new Origin.Flag(flag),
                what + " (expected: --hub with one of " + String.join(", ", settings.hubs()) + ")");
    }
}
