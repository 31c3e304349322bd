package dev.spate.server.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One member of an `Accept` field (RFC 9110 §12.5.1). Thread-safe: immutable.
///
/// @param type lower case, or `*`
/// @param subtype lower case, or `*`
/// @param quality 0 (not acceptable) to 1000
record MediaRange(String type, String subtype, int quality) {
    private static final int FULL = 1_000;

    /// What is meant where nothing is said.
    static final MediaRange ANY = new MediaRange("*", "*", FULL);

    /// What is malformed is left out: it accepts nothing.
    static List<MediaRange> parseAll(List<String> acceptValues) {
        var ranges = new ArrayList<MediaRange>();
        for (String value : acceptValues) {
            for (String member : value.split(",", -1)) {
                parse(member, ranges);
            }
        }
        return ranges;
    }

    private static void parse(String member, List<MediaRange> ranges) {
        String[] parts = member.split(";", -1);
        String range = parts[0].strip().toLowerCase(Locale.ROOT);
        int slash = range.indexOf('/');
        if (slash <= 0 || slash == range.length() - 1) {
            return;
        }
        int quality = FULL;
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                quality = quality(parameter.substring(2));
            }
        }
        ranges.add(new MediaRange(range.substring(0, slash), range.substring(slash + 1), quality));
    }

    /// `0`, `1`, `0.5`, `0.123`; a malformed quality counts as none at all.
    private static int quality(String text) {
        if (!text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?")) {
            return 0;
        }
        return (int) Math.round(Double.parseDouble(text) * FULL);
    }

    /// How exactly this range names a form: 0 not at all, 3 fully.
    int precision(Form form) {
        if (type.equals("*")) {
            return subtype.equals("*") ? 1 : 0;
        }
        if (!type.equals(form.type())) {
            return 0;
        }
        return subtype.equals("*") ? 2 : subtype.equals(form.subtype()) ? 3 : 0;
    }
}
