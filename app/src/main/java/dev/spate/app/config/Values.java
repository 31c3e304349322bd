package dev.spate.app.config;

import java.util.ArrayList;
import java.util.List;

/// Reads the values of keys out of the settings, notes what is wrong with them, and remembers what is in force. A
/// wrong value is replaced by its fallback, so that one pass finds everything.
///
/// Owner: the thread that loads the configuration.
final class Values {
    private final Settings settings;
    private final List<EffectiveValue> effective = new ArrayList<>();

    Values(Settings settings) {
        this.settings = settings;
    }

    /// @param path the key's own, with the name of the hub in it
    <T> T read(Key<T> key, String path, Fallbacks fallbacks) {
        Setting given = settings.given(path);
        Setting fallback = new Setting(fallbacks.of(key), new Origin.Fallback());
        Setting setting = given == null ? fallback : given;
        effective.add(new EffectiveValue(path, shown(key, setting), key.kind().isList(), setting.origin()));
        try {
            return key.kind().read(setting.texts());
        } catch (IllegalArgumentException refused) {
            String offending = key.isSecret() ? Secret.MASK : refused.getMessage();
            problem(path, offending + " (expected: " + key.kind().rule() + ")");
            return key.kind().read(fallback.texts());
        }
    }

    /// @param sentence the offending value and the rule
    void problem(String path, String sentence) {
        settings.problem(originOf(path), path + ": " + sentence);
    }

    List<EffectiveValue> effective() {
        return List.copyOf(effective);
    }

    private static List<String> shown(Key<?> key, Setting setting) {
        return key.isSecret() && !setting.texts().equals(List.of("")) ? List.of(Secret.MASK) : setting.texts();
    }

    private Origin originOf(String path) {
        Setting given = settings.given(path);
        return given == null ? new Origin.Fallback() : given.origin();
    }
}
