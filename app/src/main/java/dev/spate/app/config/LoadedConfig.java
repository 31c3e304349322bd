package dev.spate.app.config;

import java.util.List;

/// A configuration and where each of its values came from. Thread-safe: immutable.
///
/// @param config the values
/// @param values the same as texts with their origins, in the order of the reference
public record LoadedConfig(Config config, List<EffectiveValue> values) {
    public LoadedConfig {
        values = List.copyOf(values);
    }
}
