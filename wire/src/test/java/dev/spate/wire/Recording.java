package dev.spate.wire;

import java.util.ArrayList;
import java.util.List;

/// A receiver that keeps what it is given.
///
/// Owner: the test.
final class Recording implements EventParser.Receiver {

    final List<ReceivedEvent> events = new ArrayList<>();
    final List<String> comments = new ArrayList<>();
    final List<Long> retries = new ArrayList<>();
    final List<String> lastEventIds = new ArrayList<>();

    @Override
    public void onEvent(ReceivedEvent event) {
        events.add(event);
    }

    @Override
    public void onComment(String text) {
        comments.add(text);
    }

    @Override
    public void onRetry(long millis) {
        retries.add(millis);
    }

    @Override
    public void onLastEventId(String lastEventId) {
        lastEventIds.add(lastEventId);
    }

    /// What was received, but for the ids of blocks without data.
    Result result() {
        return new Result(List.copyOf(events), List.copyOf(comments), List.copyOf(retries));
    }

    /// What a stream is made into.
    record Result(List<ReceivedEvent> events, List<String> comments, List<Long> retries) {}
}
