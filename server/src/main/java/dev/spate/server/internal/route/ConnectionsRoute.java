package dev.spate.server.internal.route;

import dev.spate.hub.Behind;
import dev.spate.hub.CloseReason;
import dev.spate.hub.ConnectionPage;
import dev.spate.hub.ConnectionQuery;
import dev.spate.hub.ConnectionState;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.JsonBytes;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/// `GET /-/connections`: who is subscribed to a hub, the slowest first, page by page; and
/// `DELETE /-/connections/{id}`: ends one of them.
///
/// Thread-safe: immutable.
///
/// @param hubs who may be asked
record ConnectionsRoute(ServedHubs hubs) {
    private static final String AFTER = "after";
    private static final String REASON = "reason";
    private static final KnownParameters OF_LIST =
            new KnownParameters(List.of(ServedHubs.HUB, AFTER, "limit"), List.of());
    private static final KnownParameters OF_END = new KnownParameters(List.of(ServedHubs.HUB, REASON), List.of());
    /// What a client may be told: one that has gone is told nothing.
    private static final List<CloseReason> REASONS = Stream.of(CloseReason.values())
            .filter(reason -> reason != CloseReason.GONE)
            .toList();

    void get(OperatorCall call) {
        Parameters parameters = call.parameters(OF_LIST);
        var hub = hubs.chosen(parameters);
        call.answer("connections", hub.connections(query(parameters)), ConnectionsRoute::answer);
    }

    /// Ends a subscription, whichever hub it is of: no two have the same id.
    void delete(OperatorCall call, String id) {
        Parameters parameters = call.parameters(OF_END);
        var reason = reason(parameters);
        var asked = hubs.asked(parameters).stream()
                .map(hub -> hub.disconnect(id, reason))
                .toList();
        call.answer("connection", any(asked), isFound -> isFound ? ended() : unknown(id));
    }

    private static ConnectionQuery query(Parameters parameters) {
        int limit = OperatorCall.limit(parameters, ConnectionQuery.MAX_LIMIT);
        String after = parameters.single(AFTER).orElse("");
        try {
            return new ConnectionQuery(limit, after);
        } catch (IllegalArgumentException wrong) {
            throw RefusedException.badParameter(AFTER, after, "the next of the page before");
        }
    }

    private static CloseReason reason(Parameters parameters) {
        Optional<String> text = parameters.single(REASON);
        return text.isEmpty()
                ? CloseReason.LIMIT
                : REASONS.stream()
                        .filter(reason -> reason.text().equals(text.get()))
                        .findFirst()
                        .orElseThrow(() -> RefusedException.badParameter(
                                REASON,
                                text.get(),
                                REASONS.stream().map(CloseReason::text).collect(Collectors.joining(", "))));
    }

    private static CompletionStage<Boolean> any(List<CompletionStage<Boolean>> stages) {
        CompletionStage<Boolean> any = CompletableFuture.completedStage(false);
        for (var stage : stages) {
            any = any.thenCombine(stage, Boolean::logicalOr);
        }
        return any;
    }

    private static Answer ended() {
        return Answer.empty(204, "Cache-Control", "no-store");
    }

    private static Answer unknown(String id) {
        return Problem.of(
                        ProblemKind.NOT_FOUND,
                        "connection: " + Quoted.text(id) + " (expected: the id of one that is subscribed)")
                .toAnswer();
    }

    private static Answer answer(ConnectionPage page) {
        return Answer.of(200, "application/json", JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("connections");
            page.connections().forEach(connection -> write(json, connection));
            json.writeEndArray();
            OperatorCall.writeNext(json, page.next());
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, ConnectionState connection) {
        json.writeStartObject();
        json.writeStringProperty("id", connection.id());
        json.writeStringProperty("principal", connection.principal().name());
        json.writeStringProperty("state", word(connection.phase()));
        json.writeArrayPropertyStart("topics");
        connection.topics().forEach(json::writeString);
        json.writeEndArray();
        json.writeStringProperty("last_event_id", connection.position().text());
        write(json, connection.behind());
        json.writeNumberProperty("delivered_bytes", connection.deliveredBytes());
        json.writeNumberProperty("seconds", connection.connected().toSeconds());
        json.writeStringProperty("slow", word(connection.slow()));
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Behind behind) {
        json.writeObjectPropertyStart("behind");
        json.writeNumberProperty("entries", behind.entries());
        json.writeNumberProperty("bytes", behind.bytes());
        json.writeNumberProperty("seconds", behind.time().toSeconds());
        json.writeEndObject();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
