package dev.spate.testkit;

import dev.spate.hub.Framing;
import dev.spate.wire.EventParser;
import dev.spate.wire.EventStreamException;
import dev.spate.wire.ReceivedEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// What a client has received: the bytes, and what they say.
///
/// Thread-safe: every method takes the object's lock, and calls nothing foreign while it holds it.
final class Recording implements EventParser.Receiver {
    private final Framing framing;
    private final Dechunker dechunker = new Dechunker();
    private final EventParser parser = new EventParser(this);
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final List<ReceivedEvent> events = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final List<Long> retries = new ArrayList<>();

    Recording(Framing framing) {
        this.framing = framing;
    }

    synchronized void take(byte[] bytes, int offset, int length) {
        try {
            if (framing == Framing.CHUNKED) {
                var unwrapped = dechunker.feed(bytes, offset, length);
                content.write(unwrapped, 0, unwrapped.length);
                parser.feed(unwrapped, 0, unwrapped.length);
            } else {
                content.write(bytes, offset, length);
                parser.feed(bytes, offset, length);
            }
        } catch (EventStreamException e) {
            throw new AssertionError("stream: " + e.getMessage(), e);
        }
    }

    synchronized byte[] content() {
        return content.toByteArray();
    }

    synchronized List<ReceivedEvent> events() {
        return List.copyOf(events);
    }

    synchronized int eventCount() {
        return events.size();
    }

    synchronized List<String> comments() {
        return List.copyOf(comments);
    }

    synchronized List<Long> retries() {
        return List.copyOf(retries);
    }

    synchronized String lastEventId() {
        return parser.lastEventId();
    }

    @Override
    public synchronized void onEvent(ReceivedEvent event) {
        events.add(event);
    }

    @Override
    public synchronized void onComment(String text) {
        comments.add(text);
    }

    @Override
    public synchronized void onRetry(long millis) {
        retries.add(millis);
    }
}
