package dev.spate.app.bench;

import java.nio.charset.StandardCharsets;

/// Counts the lines that answer a feed: each has an id, or says why not. Owner: the publishing thread.
final class FeedAnswers {
    private static final byte[] TAKEN = "{\"id\"".getBytes(StandardCharsets.US_ASCII);

    private final Listener listener;
    private int length;
    private int matched;

    /// Who is told of answers.
    @FunctionalInterface
    interface Listener {
        void onAnswer(boolean isTaken);
    }

    FeedAnswers(Listener listener) {
        this.listener = listener;
    }

    void scan(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = LineEnds.next(bytes, at, to);
            match(bytes, at, end);
            if (end < to && length > 0) {
                listener.onAnswer(matched == TAKEN.length);
                length = 0;
                matched = 0;
            }
            at = end + 1;
        }
    }

    private void match(byte[] bytes, int from, int to) {
        for (int at = from; at < to && matched == length + at - from && matched < TAKEN.length; at++) {
            matched += bytes[at] == TAKEN[matched] ? 1 : 0;
        }
        length += to - from;
    }
}
