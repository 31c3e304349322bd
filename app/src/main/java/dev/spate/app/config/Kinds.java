package dev.spate.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The kinds of values that keys take. Thread-safe: stateless.
final class Kinds {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(B|KiB|MiB|GiB|TiB)");
    private static final Pattern COUNT = Pattern.compile("[0-9](_?[0-9]){0,15}");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9._~+/=-]{20,512}");
    private static final List<String> SIZE_UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
    private static final Map<String, Duration> DURATION_UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Kinds() {}

    static Kind<Duration> duration(String example, String min, String max) {
        Duration least = readDuration(min);
        Duration most = readDuration(max);
        return Kind.one("a duration from " + min + " to " + max + ", such as " + example, text -> {
            Duration duration = readDuration(text);
            require(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0, text);
            return duration;
        });
    }

    static Kind<Long> size(String example, String min, String max) {
        long least = readSize(min);
        long most = readSize(max);
        return Kind.one("a size from " + min + " to " + max + ", such as " + example, text -> {
            long size = readSize(text);
            require(size >= least && size <= most, text);
            return size;
        });
    }

    static Kind<Long> count(long min, long max) {
        return Kind.one("a whole number from " + min + " to " + max, text -> readCount(text, min, max));
    }

    /// A count, or `off` for no limit, which reads as 0.
    static Kind<Long> countOrOff(long min, long max) {
        return Kind.one(
                "a whole number from " + min + " to " + max + ", or off",
                text -> text.equals("off") ? Long.valueOf(0) : (Long) readCount(text, min, max));
    }

    /// One constant of an enum, written in lower case with hyphens.
    static <E extends Enum<E>> Kind<E> word(Class<E> type) {
        return Kind.one("one of " + words(type), text -> readWord(type, text));
    }

    static <E extends Enum<E>> Kind<List<E>> words(Class<E> type, String rule) {
        return Kind.list(rule + words(type), text -> readWord(type, text));
    }

    static Kind<Path> directory() {
        return Kind.one("the path of a directory", text -> {
            require(!text.isBlank(), text);
            return Path.of(text);
        });
    }

    static Kind<Secret> secret() {
        return Kind.one("20 to 512 letters, digits and -._~+/=", text -> {
            require(text.isEmpty() || SECRET.matcher(text).matches(), text);
            return new Secret(text);
        });
    }

    static String sizeText(long bytes) {
        long left = bytes;
        int unit = 0;
        while (left >= 1024 && left % 1024 == 0 && unit < SIZE_UNITS.size() - 1) {
            left /= 1024;
            unit++;
        }
        return left + SIZE_UNITS.get(unit);
    }

    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void require(boolean holds, String offending) {
        if (!holds) {
            throw new IllegalArgumentException(offending);
        }
    }

    private static Duration readDuration(String text) {
        var matcher = DURATION.matcher(text);
        require(matcher.matches(), text);
        Duration unit = DURATION_UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }

    private static long readSize(String text) {
        var matcher = SIZE.matcher(text);
        require(matcher.matches(), text);
        long number = Long.parseLong(matcher.group(1));
        int shift = 10 * SIZE_UNITS.indexOf(matcher.group(2));
        require(number <= Long.MAX_VALUE >> shift, text);
        return number << shift;
    }

    private static long readCount(String text, long min, long max) {
        require(COUNT.matcher(text).matches(), text);
        long count = Long.parseLong(text.replace("_", ""));
        require(count >= min && count <= max, text);
        return count;
    }

    private static <E extends Enum<E>> E readWord(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (wordOf(constant).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Kinds::wordOf).collect(Collectors.joining(", "));
    }
}
