package dev.spate.app.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What one subscriber has got: of each publisher the numbers must come as 1, 2, 3, …
///
/// Owner: the reader's thread.
final class Arrivals {
    private final long[] last;
    private Holes @Nullable [] holes;

    /// What a number is, after those before it.
    enum Verdict {
        /// The next one.
        NEXT,
        /// Some between are missing, for now.
        AHEAD,
        /// One of those that were missing.
        LATE,
        /// Seen before.
        DOUBLED
    }

    Arrivals(int publishers) {
        this.last = new long[publishers];
    }

    Verdict take(int publisher, long number) {
        long before = last[publisher];
        if (number == before + 1) {
            last[publisher] = number;
            return Verdict.NEXT;
        }
        if (number > before) {
            holes(publisher).add(before + 1, number);
            last[publisher] = number;
            return Verdict.AHEAD;
        }
        return holes != null && holes[publisher].remove(number) ? Verdict.LATE : Verdict.DOUBLED;
    }

    /// How many of those that were answered are not there.
    long missing(Accepted accepted, int topic) {
        long count = 0;
        for (int publisher = 0; publisher < last.length; publisher++) {
            count += missing(accepted, topic, publisher);
        }
        return count;
    }

    private long missing(Accepted accepted, int topic, int publisher) {
        long end = accepted.last(publisher, topic);
        if (last[publisher] >= end && holes == null) {
            return 0;
        }
        long count = Math.max(0, end - last[publisher]);
        count += holes == null ? 0 : holes[publisher].count();
        for (long refused : accepted.refused(publisher, topic)) {
            boolean isMissing =
                    (refused > last[publisher] && refused <= end) || (holes != null && holes[publisher].holds(refused));
            count -= isMissing ? 1 : 0;
        }
        return count;
    }

    private Holes holes(int publisher) {
        Holes[] all = holes;
        if (all == null) {
            all = new Holes[last.length];
            Arrays.setAll(all, _ -> new Holes());
            holes = all;
        }
        return all[publisher];
    }
}
