package dev.spate.server.internal.route;

import dev.spate.server.internal.http.NearestName;
import dev.spate.server.internal.http.Parameter;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The parameters of one kind of request: those that work here, and those that the surface has and this hub has
/// not. What is neither is ignored, unless it looks like a slip.
///
/// Thread-safe: immutable.
final class KnownParameters {
    private final Set<String> offered;
    private final Set<String> notOffered;
    private final NearestName nearest;

    KnownParameters(List<String> offered, List<String> notOffered) {
        this.offered = Set.copyOf(offered);
        this.notOffered = Set.copyOf(notOffered);
        var all = new ArrayList<>(offered);
        all.addAll(notOffered);
        this.nearest = NearestName.amongForeign(all);
    }

    /// @throws RefusedException naming the first parameter that is not offered, or looks mistyped
    void check(Parameters parameters) {
        for (Parameter parameter : parameters.all()) {
            if (!offered.contains(parameter.name())) {
                checkUnknown(parameter.name());
            }
        }
    }

    private void checkUnknown(String name) {
        if (notOffered.contains(name)) {
            throw new RefusedException(
                    ProblemKind.NOT_OFFERED,
                    "parameter: \"" + name + "\" (expected: none, this hub does not offer it)");
        }
        nearest.to(name).ifPresent(near -> {
            throw new RefusedException(
                    ProblemKind.BAD_PARAMETER,
                    "parameter: " + Quoted.text(name) + " (expected: a known name, the nearest is \"" + near + "\")");
        });
    }
}
