package dev.spate.server.internal.route;

import dev.spate.hub.Hub;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The hubs of a server by their base paths, which is how operators name them. Thread-safe: immutable.
///
/// @param byPath at least one
record ServedHubs(Map<String, Hub> byPath) {
    static final String HUB = "hub";

    ServedHubs {
        byPath = Map.copyOf(byPath);
    }

    /// @return the hub that the parameter names; the only one where it names none
    /// @throws RefusedException if it names one that is not there, or none where there are several
    Hub chosen(Parameters parameters) {
        Optional<String> path = parameters.single(HUB);
        if (path.isEmpty() && byPath.size() == 1) {
            return byPath.values().iterator().next();
        }
        Hub hub = byPath.get(path.orElse(""));
        if (hub == null) {
            throw new RefusedException(
                    ProblemKind.BAD_PARAMETER,
                    HUB + ": " + path.map(Quoted::text).orElse("none") + " (expected: one of "
                            + String.join(", ", new TreeMap<>(byPath).keySet()) + ")");
        }
        return hub;
    }

    /// @return the hub that the parameter names; all where it names none
    /// @throws RefusedException if it names one that is not there
    Collection<Hub> asked(Parameters parameters) {
        return parameters.single(HUB).isEmpty() ? byPath.values() : List.of(chosen(parameters));
    }
}
