package dev.spate.hub.internal.delivery;

import dev.spate.hub.CloseReason;
import dev.spate.hub.Position;
import dev.spate.hub.spi.Missing;
import dev.spate.wire.Event;
import dev.spate.wire.EventEncoder;
import dev.spate.wire.EventId;
import dev.spate.wire.json.JsonWriter;

/// The events by which the hub speaks of the stream itself. Their data is JSON; they carry an id where they move
/// the cursor. Thread-safe: stateless.
public final class Signal {
    private Signal() {}

    /// Tells that entries cannot be given any more.
    ///
    /// @param gap what is missing
    /// @return the event; its id is the position at which the stream goes on
    static Event gap(Gap gap) {
        var json = new JsonWriter().beginObject().field("reason", gap.reason());
        if (gap.from().isEmpty()) {
            json.name("from").nothing();
        } else {
            json.field("from", gap.from());
        }
        json.field("to", gap.to().text());
        if (gap.missed() == Missing.UNKNOWN) {
            json.name("missed").nothing();
        } else {
            json.field("missed", gap.missed());
        }
        return event("spate.gap", json.endObject()).withId(new EventId(gap.to().text()));
    }

    /// Moves the last id of a subscriber on that has seen no event for long.
    ///
    /// @param position up to where it has everything
    /// @return the event, with that position as its id
    static Event position(Position position) {
        var json = new JsonWriter()
                .beginObject()
                .field("position", position.text())
                .endObject();
        return event("spate.position", json).withId(new EventId(position.text()));
    }

    /// Tells that a subscriber falls behind.
    ///
    /// @param lag how far
    /// @return the event
    static Event lag(Lag lag) {
        return event(
                "spate.lag",
                new JsonWriter()
                        .beginObject()
                        .field("behind", lag.entries())
                        .field("bytes", lag.bytes())
                        .endObject());
    }

    /// Tells that values were left out that newer ones of their key have replaced.
    ///
    /// @param skipped how many
    /// @return the event
    static Event conflated(long skipped) {
        return event(
                "spate.conflated",
                new JsonWriter().beginObject().field("skipped", skipped).endObject());
    }

    /// Opens a stream.
    ///
    /// @param connection the subscription's id
    /// @param position where the stream goes on
    /// @param heartbeatMillis the time without a byte after which a comment is sent
    /// @return the event
    static Event open(String connection, Position position, long heartbeatMillis) {
        return event(
                "spate.open",
                new JsonWriter()
                        .beginObject()
                        .field("connection", connection)
                        .field("position", position.text())
                        .field("heartbeat", heartbeatMillis)
                        .endObject());
    }

    /// Tells that the hub is about to close.
    ///
    /// @param reason why
    /// @param retryMillis when to come back
    /// @return the event
    static Event close(CloseReason reason, long retryMillis) {
        return event(
                "spate.close",
                new JsonWriter()
                        .beginObject()
                        .field("reason", reason.text())
                        .field("retry", retryMillis)
                        .endObject());
    }

    /// The whole body of a stream that ends before it began.
    ///
    /// @param reason why
    /// @param retryMillis when to come back
    /// @return unframed bytes: a `retry:` line and `spate.close`
    public static byte[] farewell(CloseReason reason, long retryMillis) {
        return new EventEncoder()
                .event(close(reason, retryMillis).withRetryMillis(retryMillis))
                .toBytes();
    }

    private static Event event(String type, JsonWriter data) {
        return Event.of(data.toString()).withType(type);
    }
}
