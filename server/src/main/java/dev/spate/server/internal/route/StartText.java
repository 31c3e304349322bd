package dev.spate.server.internal.route;

import dev.spate.hub.StartAt;
import dev.spate.server.internal.http.RefusedException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what `start` may say: a word, a count, how long ago, or a time. Thread-safe: stateless.
final class StartText {
    /// Further back than any log reaches, and near enough to be subtracted from any clock.
    static final Duration MAX_AGE = Duration.ofDays(36_500);

    private static final String START = "start";
    private static final String RULE =
            "now, earliest, snapshot, -N for the last N that match, how long ago such as 10m,"
                    + " or an RFC 3339 time such as 2026-01-31T12:00:00Z";

    private static final Pattern COUNT = Pattern.compile("-(\\d{1,9})");
    private static final Pattern AGO = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern ISO_DURATION = Pattern.compile("P[0-9DTHMS.]{2,40}");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    // RFC 3339 §5.6: date-time; its T and Z may be written in lower case. A + that stands in a query means a blank,
    // so a blank before the offset is a + that got lost on the way.
    private static final Pattern TIME = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d:\\d\\d):(\\d\\d)"
            + "(?:\\.(\\d{1,30}))?(?:[Zz]|([+ -])(\\d\\d):(\\d\\d))");
    private static final String LEAP_SECOND = "60";
    private static final int SECONDS_A_DAY = 86_400;
    private static final int NANO_DIGITS = 9;

    private StartText() {}

    /// @throws RefusedException if it says nothing that is understood
    static StartAt read(String text) {
        return switch (text) {
            case "now" -> new StartAt.Now();
            case "earliest" -> new StartAt.Earliest();
            case "snapshot" -> new StartAt.Snapshot();
            default ->
                count(text)
                        .or(() -> ago(text))
                        .or(() -> time(text))
                        .orElseThrow(() -> RefusedException.badParameter(START, text, RULE));
        };
    }

    private static Optional<StartAt> count(String text) {
        Matcher count = COUNT.matcher(text);
        return count.matches() ? Optional.of(new StartAt.Last(Integer.parseInt(count.group(1)))) : Optional.empty();
    }

    private static Optional<StartAt> ago(String text) {
        Optional<Duration> age = inUnits(text).or(() -> isoDuration(text));
        if (age.filter(found -> found.compareTo(MAX_AGE) > 0).isPresent()) {
            throw RefusedException.badParameter(START, text, "at most " + MAX_AGE.toDays() + "d ago");
        }
        return age.map(StartAt.Ago::new);
    }

    private static Optional<Duration> inUnits(String text) {
        Matcher ago = AGO.matcher(text);
        if (!ago.matches()) {
            return Optional.empty();
        }
        Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
        return Optional.of(unit.multipliedBy(Long.parseLong(ago.group(1))));
    }

    private static Optional<Duration> isoDuration(String text) {
        if (!ISO_DURATION.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<StartAt> time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new StartAt.Since(instant(time)));
        } catch (DateTimeException _) {
            throw RefusedException.badParameter(START, text, "a day and a time that exist");
        }
    }

    /// @throws DateTimeException if there is no such time
    private static Instant instant(Matcher time) {
        boolean isLeap = time.group(3).equals(LEAP_SECOND);
        String clock = time.group(2) + ":" + (isLeap ? "59" : time.group(3));
        Instant whole = LocalDateTime.parse(time.group(1) + "T" + clock)
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(offsetSeconds(time));
        if (!isLeap) {
            return whole.plusNanos(nanos(time));
        }
        // RFC 3339 §5.7: a leap second is the last of a day of UTC. It counts as the moment after it, whatever its
        // fraction.
        if (Math.floorMod(whole.getEpochSecond() + 1, SECONDS_A_DAY) != 0) {
            throw new DateTimeException("no leap second");
        }
        return whole.plusSeconds(1);
    }

    private static long offsetSeconds(Matcher time) {
        if (time.group(5) == null) {
            return 0;
        }
        int hours = Integer.parseInt(time.group(6));
        int minutes = Integer.parseInt(time.group(7));
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException("no offset");
        }
        long seconds = Duration.ofHours(hours).plusMinutes(minutes).toSeconds();
        return time.group(5).equals("-") ? -seconds : seconds;
    }

    /// What lies beyond the nanoseconds is cut off.
    private static long nanos(Matcher time) {
        String fraction = time.group(4);
        if (fraction == null) {
            return 0;
        }
        return Long.parseLong((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }
}
