package dev.spate.testkit.simulation;

/// Finds values in the small objects that are the data of signals. Thread-safe: stateless.
final class Json {
    private Json() {}

    static String text(String object, String name) {
        return value(object, '"' + name + "\":\"", '"');
    }

    /// A number, or -1 for null.
    static long number(String object, String name) {
        String label = '"' + name + "\":";
        int start = object.indexOf(label);
        if (start < 0) {
            throw new Violation("a signal without " + name + ": " + object);
        }
        int end = start + label.length();
        while (end < object.length() && ",}".indexOf(object.charAt(end)) < 0) {
            end++;
        }
        String digits = object.substring(start + label.length(), end);
        return digits.equals("null") ? -1 : Long.parseLong(digits);
    }

    private static String value(String object, String label, char end) {
        int start = object.indexOf(label);
        if (start < 0) {
            throw new Violation("a signal without " + label + ": " + object);
        }
        start += label.length();
        return object.substring(start, object.indexOf(end, start));
    }
}
