package dev.spate.server.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// Finds the known name that a mistyped one was meant to be. Thread-safe: immutable.
///
/// Where unknown names are ignored, near is what differs in case, in `-` for `_`, or by one slip (a letter too
/// many, missing, wrong, or two swapped); by two slips where the known name has eight letters or more; names of two
/// letters only in case.
public final class NearestName {
    private static final int MIN_LENGTH_FOR_ONE = 3;
    private static final int MIN_LENGTH_FOR_TWO = 8;

    private final List<String> known;
    private final IntUnaryOperator allowedByLength;

    private NearestName(List<String> known, IntUnaryOperator allowedByLength) {
        this.known = List.copyOf(known);
        this.allowedByLength = allowedByLength;
    }

    /// For names of which unknown ones are ignored: only what can hardly be anything else is near.
    ///
    /// @param known the names that there are; of two that are equally near the first counts
    /// @return finds near names
    public static NearestName amongForeign(List<String> known) {
        return new NearestName(known, NearestName::slipsAmongForeign);
    }

    /// For names of which unknown ones are refused anyhow: near is what has at least half in common.
    ///
    /// @param known the names that there are; of two that are equally near the first counts
    /// @return finds near names
    public static NearestName ofClosedSet(List<String> known) {
        return new NearestName(known, length -> length / 2);
    }

    /// @param name a name that is not among the known ones
    /// @return the nearest known name, or empty if none is near
    public Optional<String> to(String name) {
        String folded = fold(name);
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int allowed = allowedByLength.applyAsInt(candidate.length());
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

    private static int slipsAmongForeign(int length) {
        if (length < MIN_LENGTH_FOR_ONE) {
            return 0;
        }
        return length < MIN_LENGTH_FOR_TWO ? 1 : 2;
    }
}
