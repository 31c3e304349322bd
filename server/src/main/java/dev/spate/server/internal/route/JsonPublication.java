package dev.spate.server.internal.route;

import dev.spate.hub.Visibility;
import dev.spate.server.internal.http.NearestName;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Reads one object of a JSON body. It is read to its end whatever is wrong with it, so that what follows can be
/// read too; the first thing that is wrong is told.
///
/// Owner: the connection's event loop.
final class JsonPublication {
    private static final List<String> MEMBERS =
            List.of("topics", "event", "data", "id", "retry", "key", "private", "idempotency_key");
    private static final NearestName NEAREST = NearestName.ofClosedSet(MEMBERS);
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonParser json;
    private final PublicationFields fields = new PublicationFields();
    private final Set<String> seen = new HashSet<>();
    private Optional<Problem> flaw = Optional.empty();

    JsonPublication(JsonParser json, String idempotencyKey) {
        this.json = json;
        fields.idempotencyKey(idempotencyKey);
    }

    /// Reads from the object's `{` to its `}`.
    Draft read() {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            attempt(() -> member(name));
        }
        if (flaw.isPresent()) {
            return new Draft.Flawed(flaw.get());
        }
        try {
            return new Draft.Ready(fields.toPublication());
        } catch (RefusedException e) {
            return new Draft.Flawed(e.problem());
        }
    }

    static String described(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            default -> "something else";
        };
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (RefusedException e) {
            if (flaw.isEmpty()) {
                flaw = Optional.of(e.problem());
            }
        }
    }

    private void member(String name) {
        if (!seen.add(name)) {
            json.skipChildren();
            throw new RefusedException(
                    ProblemKind.BAD_PARAMETER, "member: " + Quoted.text(name) + " twice (expected: each member once)");
        }
        switch (name) {
            case "data" -> fields.data(compactText());
            case "topics" -> topics();
            case "event" -> text(name).ifPresent(fields::type);
            case "id" -> text(name).ifPresent(fields::id);
            case "key" -> text(name).ifPresent(fields::key);
            case "idempotency_key" -> text(name).ifPresent(fields::idempotencyKey);
            case "retry" -> retry();
            case "private" -> visibility();
            default -> unknown(name);
        }
    }

    private void unknown(String name) {
        json.skipChildren();
        String nearest = NEAREST.to(name)
                .map(near -> "a known name, the nearest is \"" + near + "\"")
                .orElse("one of " + String.join(", ", MEMBERS));
        throw RefusedException.badParameter("member", name, nearest);
    }

    private void topics() {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrongType("topics", "an array of strings");
        }
        RefusedException wrong = null;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING) {
                fields.addTopic(json.getString());
            } else {
                RefusedException here = wrongType("topics", "an array of strings");
                wrong = wrong == null ? here : wrong;
            }
        }
        if (wrong != null) {
            throw wrong;
        }
    }

    /// A string; `null` is as good as nothing.
    private Optional<String> text(String name) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> Optional.of(json.getString());
            case VALUE_NULL -> Optional.empty();
            default -> throw wrongType(name, "a string");
        };
    }

    private void retry() {
        switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> fields.retry(json.getString());
            case VALUE_NULL -> {}
            default -> throw wrongType("retry", "a whole number of milliseconds");
        }
    }

    private void visibility() {
        switch (json.currentToken()) {
            case VALUE_TRUE -> fields.visibility(Visibility.PRIVATE);
            case VALUE_FALSE, VALUE_NULL -> fields.visibility(Visibility.PUBLIC);
            default -> throw wrongType("private", "true or false");
        }
    }

    private RefusedException wrongType(String name, String rule) {
        String found = described(json.currentToken());
        json.skipChildren();
        return new RefusedException(ProblemKind.BAD_PARAMETER, name + ": " + found + " (expected: " + rule + ")");
    }

    /// A string's own text; of anything else its JSON text without white space, in which numbers stand as they
    /// came.
    private String compactText() {
        JsonToken token = json.currentToken();
        if (!token.isStructStart()) {
            return json.getString();
        }
        var text = new StringWriter();
        try (JsonGenerator copy = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            int depth = 0;
            do {
                depth += json.currentToken().isStructStart()
                        ? 1
                        : json.currentToken().isStructEnd() ? -1 : 0;
                copy(copy);
            } while (depth > 0 && json.nextToken() != null);
        }
        return text.toString();
    }

    private void copy(JsonGenerator copy) {
        switch (json.currentToken()) {
            case START_OBJECT -> copy.writeStartObject();
            case END_OBJECT -> copy.writeEndObject();
            case START_ARRAY -> copy.writeStartArray();
            case END_ARRAY -> copy.writeEndArray();
            case PROPERTY_NAME -> copy.writeName(json.currentName());
            case VALUE_STRING -> copy.writeString(json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copy.writeNumber(json.getString());
            case VALUE_TRUE -> copy.writeBoolean(true);
            case VALUE_FALSE -> copy.writeBoolean(false);
            case VALUE_NULL -> copy.writeNull();
            default -> throw new IllegalStateException("token: " + json.currentToken() + " (expected: of JSON)");
        }
    }
}
