package dev.spate.client;

import dev.spate.wire.Event;
import dev.spate.wire.json.FlatJson;
import dev.spate.wire.json.JsonException;
import dev.spate.wire.json.JsonWriter;

/// Publications, and the answers to them, in JSON. Thread-safe: stateless.
final class PublicationJson {

    private PublicationJson() {}

    static String write(Publication publication, String idempotencyKey) {
        JsonWriter json = new JsonWriter().beginObject().name("topics").beginArray();
        publication.topics().forEach(json::string);
        json.endArray();
        Event event = publication.event();
        if (!event.isDefaultType()) {
            json.field("event", event.type());
        }
        json.field("data", event.data());
        if (!event.id().isNone()) {
            json.field("id", event.id().text());
        }
        if (event.hasRetry()) {
            json.field("retry", event.retryMillis());
        }
        if (!publication.key().isEmpty()) {
            json.field("key", publication.key());
        }
        if (publication.visibility() == Visibility.PRIVATE) {
            json.field("private", true);
        }
        return json.field("idempotency_key", idempotencyKey).endObject().toString();
    }

    static PublishResult read(FlatJson answer) throws JsonException {
        String id = answer.string("id").orElse("");
        return answer.bool("duplicate").orElse(false)
                ? new PublishResult.Duplicate(id)
                : new PublishResult.Accepted(id);
    }
}
