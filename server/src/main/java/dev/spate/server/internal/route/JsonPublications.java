package dev.spate.server.internal.route;

import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.Utf8;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Publications as JSON: an object, an array of objects, a line of a bulk feed. Thread-safe: stateless.
final class JsonPublications {
    /// How deep `data` may be nested.
    static final int MAX_DEPTH = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(1_000)
                    .maxNameLength(1_000)
                    .build())
            .build();

    private JsonPublications() {}

    /// What a body of the type `application/json` holds.
    ///
    /// @param drafts what was read
    /// @param isBatch whether it was an array
    record Body(List<Draft> drafts, boolean isBatch) {}

    /// Reads a body. One that is not well-formed to its end is refused as a whole; in an array, an object that
    /// breaks a rule is flawed by itself.
    ///
    /// @param body the bytes
    /// @param maxItems the most objects of an array
    /// @param idempotencyKey of the head, empty for none
    /// @throws RefusedException if the body is not JSON, not an object or an array of them, or has too many
    static Body read(byte[] body, int maxItems, String idempotencyKey) {
        String text = Utf8.decode("body", ProblemKind.BAD_BODY, body);
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = json.nextToken();
            boolean isBatch = first == JsonToken.START_ARRAY;
            List<Draft> drafts;
            if (isBatch) {
                requireNoKey(idempotencyKey);
                drafts = array(json, maxItems);
            } else {
                drafts = List.of(object(json, idempotencyKey));
            }
            requireEnd(json);
            return new Body(drafts, isBatch);
        } catch (JacksonException e) {
            throw notJson("body", e);
        }
    }

    /// Reads a line of a bulk feed.
    ///
    /// @param line the bytes
    /// @return what it says, or what is wrong with it
    static Draft readLine(byte[] line) {
        try {
            String text = Utf8.decode("line", ProblemKind.BAD_BODY, line);
            try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
                json.nextToken();
                Draft draft = object(json, "");
                requireEnd(json);
                return draft;
            }
        } catch (JacksonException e) {
            return new Draft.Flawed(notJson("line", e).problem());
        } catch (RefusedException e) {
            return new Draft.Flawed(e.problem());
        }
    }

    private static List<Draft> array(JsonParser json, int maxItems) {
        var drafts = new ArrayList<Draft>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (drafts.size() == maxItems) {
                throw new RefusedException(
                        ProblemKind.TOO_LARGE,
                        "batch: more than %1$d publications (expected: at most %1$d)".formatted(maxItems));
            }
            drafts.add(object(json, ""));
        }
        return drafts;
    }

    private static Draft object(JsonParser json, String idempotencyKey) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new RefusedException(
                    ProblemKind.BAD_BODY, "body: " + described(json.currentToken()) + " (expected: a JSON object)");
        }
        return new JsonPublication(json, idempotencyKey).read();
    }

    private static String described(@org.jspecify.annotations.Nullable JsonToken token) {
        return token == null ? "empty" : JsonPublication.described(token);
    }

    private static void requireNoKey(String idempotencyKey) {
        if (!idempotencyKey.isEmpty()) {
            throw new RefusedException(Problem.of(
                    ProblemKind.BAD_PARAMETER,
                    "Idempotency-Key: for a batch (expected: \"idempotency_key\" in each of its objects)"));
        }
    }

    private static void requireEnd(JsonParser json) {
        if (json.nextToken() != null) {
            throw new RefusedException(
                    ProblemKind.BAD_BODY,
                    "body: " + described(json.currentToken()) + " after its end (expected: nothing)");
        }
    }

    private static RefusedException notJson(String what, JacksonException e) {
        var at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new RefusedException(
                ProblemKind.BAD_BODY,
                what + ": not JSON" + place + " (expected: JSON, nested at most " + MAX_DEPTH + " deep)");
    }
}
