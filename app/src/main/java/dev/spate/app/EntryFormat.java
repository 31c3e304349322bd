package dev.spate.app;

import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.hub.spi.Entry;
import dev.spate.wire.EventEncoder;
import dev.spate.wire.EventId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// How `spate log dump` writes an entry. Thread-safe: immutable.
enum EntryFormat {
    /// A JSON object in one line, which a hub takes as a line of a feed.
    NDJSON {
        @Override
        String text(Entry entry) {
            return JsonLine.of(json -> writePublication(json, entry)) + "\n";
        }

        @Override
        String positioned(Entry entry) {
            return JsonLine.of(json -> {
                        json.writeStringProperty("position", entry.position().text());
                        json.writeStringProperty(
                                "time", Instant.ofEpochMilli(entry.timeMillis()).toString());
                        writePublication(json, entry);
                    })
                    + "\n";
        }
    },

    /// The event as a subscriber is sent it.
    SSE {
        @Override
        String text(Entry entry) {
            var bytes = new EventEncoder()
                    .event(entry.publication().event(), new EventId(entry.sentId()))
                    .toBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    },

    /// A line for people.
    TEXT {
        @Override
        String text(Entry entry) {
            var event = entry.publication().event();
            var topics = entry.publication().topics().stream().map(Topic::name).collect(Collectors.joining(","));
            return "%s  %s  %s  %s  %s%n"
                    .formatted(
                            entry.position().text(),
                            Instant.ofEpochMilli(entry.timeMillis()),
                            topics,
                            event.isDefaultType() ? "message" : event.type(),
                            EventFormat.visible(event.data()).replace("\n", "\\n"));
        }
    };

    abstract String text(Entry entry);

    /// With position and time, where they do not stand there anyway.
    String positioned(Entry entry) {
        return text(entry);
    }

    private static void writePublication(JsonGenerator json, Entry entry) {
        var publication = entry.publication();
        var event = publication.event();
        json.writeArrayPropertyStart("topics");
        publication.topics().forEach(topic -> json.writeString(topic.name()));
        json.writeEndArray();
        if (!event.isDefaultType()) {
            json.writeStringProperty("event", event.type());
        }
        json.writeStringProperty("data", event.data());
        if (!event.id().isNone()) {
            json.writeStringProperty("id", event.id().text());
        }
        if (!publication.key().isEmpty()) {
            json.writeStringProperty("key", publication.key());
        }
        if (event.hasRetry()) {
            json.writeNumberProperty("retry", event.retryMillis());
        }
        if (publication.visibility() == Visibility.PRIVATE) {
            json.writeBooleanProperty("private", true);
        }
    }
}
