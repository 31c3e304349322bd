package dev.spate.testkit.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// How often what was to be reached was reached, over any number of lives.
///
/// Owner: the simulation's thread.
final class Coverage {
    private final Map<Sight, Long> counts = new EnumMap<>(Sight.class);

    void saw(Sight sight) {
        counts.merge(sight, 1L, Long::sum);
    }

    Map<Sight, Long> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /// What was not reached.
    Set<Sight> missing() {
        var missing = new TreeSet<>(Set.of(Sight.values()));
        missing.removeAll(counts.keySet());
        return missing;
    }
}
