package dev.spate.app.kill;

import java.util.Random;
import java.util.regex.Pattern;

/// One event of the loop: who publishes it, and his how-manieth it is. Its data follows from that, so that a
/// subscriber can tell whether what it was given is whole. Thread-safe: immutable.
///
/// @param publisher counted from 0
/// @param number counted from 0
record Stamp(int publisher, int number) {
    private static final int MAX_FILL = 400;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3}):(\\d{1,9}) ([a-z]*)");

    static Stamp read(String data) {
        var text = TEXT.matcher(data);
        if (!text.matches()) {
            throw new AssertionError("data: " + data + " (expected: a stamp)");
        }
        var stamp = new Stamp(Integer.parseInt(text.group(1)), Integer.parseInt(text.group(2)));
        if (!stamp.data().equals(data)) {
            throw new AssertionError("data: " + data + " (expected: " + stamp.data() + ")");
        }
        return stamp;
    }

    String data() {
        var random = new Random(31L * number + publisher);
        var text =
                new StringBuilder().append(publisher).append(':').append(number).append(' ');
        int letters = random.nextInt(MAX_FILL);
        for (int i = 0; i < letters; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    String topic() {
        return "t/" + publisher;
    }

    String idempotencyKey() {
        return publisher + "-" + number;
    }
}
