package dev.spate.server.internal.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the known name that a mistyped one was meant to be. Thread-safe: immutable.
///
/// Near is what differs in case, in `-` for `_`, or by one slip (a letter too many, missing, wrong, or two
/// swapped); by two slips where the known name has eight letters or more; names of two letters only in case.
public final class NearestName {
    private static final int MIN_LENGTH_FOR_ONE = 3;
    private static final int MIN_LENGTH_FOR_TWO = 8;

    private final Collection<String> known;

    /// @param known the names that there are
    public NearestName(Collection<String> known) {
        this.known = known;
    }

    /// @param name a name that is not among the known ones
    /// @return the nearest known name, or empty if none is near
    public Optional<String> to(String name) {
        String folded = fold(name);
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int allowed = allowed(candidate);
            if (Math.abs(candidate.length() - folded.length()) <= allowed) {
                int distance = new Slips(folded, fold(candidate)).count();
                if (distance <= allowed && distance < least) {
                    least = distance;
                    nearest = candidate;
                }
            }
        }
        return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    private static int allowed(String candidate) {
        if (candidate.length() < MIN_LENGTH_FOR_ONE) {
            return 0;
        }
        return candidate.length() < MIN_LENGTH_FOR_TWO ? 1 : 2;
    }
}
