package dev.spate.server.internal.route;

import dev.spate.hub.TopicPage;
import dev.spate.hub.TopicQuery;
import dev.spate.hub.TopicState;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.JsonBytes;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// `GET /-/topics`: the topics of what a hub's log retains, page by page.
///
/// Thread-safe: immutable.
///
/// @param hubs who may be asked
record TopicsRoute(ServedHubs hubs) {
    private static final String AFTER = "after";
    private static final KnownParameters KNOWN =
            new KnownParameters(List.of(ServedHubs.HUB, AFTER, "limit"), List.of());

    void get(OperatorCall call) {
        Parameters parameters = call.parameters(KNOWN);
        var hub = hubs.chosen(parameters);
        call.answer("topics", hub.topics(query(parameters)), TopicsRoute::answer);
    }

    private static TopicQuery query(Parameters parameters) {
        int limit = OperatorCall.limit(parameters, TopicQuery.MAX_LIMIT);
        try {
            return new TopicQuery(limit, parameters.single(AFTER).orElse(""));
        } catch (IllegalArgumentException wrong) {
            throw new RefusedException(ProblemKind.BAD_PARAMETER, String.valueOf(wrong.getMessage()));
        }
    }

    private static Answer answer(TopicPage page) {
        return Answer.of(200, "application/json", JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("topics");
            page.topics().forEach(topic -> write(json, topic));
            json.writeEndArray();
            OperatorCall.writeNext(json, page.next());
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, TopicState topic) {
        json.writeStartObject();
        json.writeStringProperty("topic", topic.topic());
        json.writeNumberProperty("entries", topic.entries());
        json.writeStringProperty("last_event_id", topic.last().text());
        json.writeEndObject();
    }
}
