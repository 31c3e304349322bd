package dev.spate.server.internal.route;

import dev.spate.hub.PublishResult;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.JsonBytes;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// How publishers are answered. Thread-safe: stateless.
final class PublishAnswers {
    private static final String JSON = "application/json";
    /// What a line takes that holds a position.
    private static final int LINE_BYTES = 32;
    private static final long OVERLOAD_MILLIS = 1_000;

    private PublishAnswers() {}

    /// What became of one item.
    sealed interface Item {
        /// The hub took it, now or before.
        record Taken(String id, boolean isDuplicate) implements Item {}

        /// It was not taken.
        record Failed(Problem problem) implements Item {}
    }

    static Item item(PublishResult result) {
        return switch (result) {
            case PublishResult.Accepted accepted -> new Item.Taken(accepted.id(), false);
            case PublishResult.Duplicate duplicate -> new Item.Taken(duplicate.id(), true);
            case PublishResult.Refused refused -> new Item.Failed(problem(refused));
        };
    }

    static Answer one(Item item) {
        return switch (item) {
            case Item.Taken taken -> Answer.of(200, JSON, JsonBytes.of(json -> write(json, taken)));
            case Item.Failed(Problem problem) -> problem.toAnswer();
        };
    }

    static Answer batch(List<Item> items) {
        return Answer.of(200, JSON, JsonBytes.of(json -> {
            json.writeStartArray();
            items.forEach(item -> write(json, item));
            json.writeEndArray();
        }));
    }

    /// @return a line for each
    static byte[] lines(List<Item> items) {
        return JsonBytes.lines(json -> items.forEach(item -> write(json, item)), items.size() * LINE_BYTES);
    }

    private static void write(JsonGenerator json, Item item) {
        json.writeStartObject();
        switch (item) {
            case Item.Taken(String id, boolean isDuplicate) -> {
                json.writeStringProperty("id", id);
                if (isDuplicate) {
                    json.writeBooleanProperty("duplicate", true);
                }
            }
            case Item.Failed(Problem problem) -> {
                json.writeStringProperty("error", problem.detail());
                json.writeStringProperty("type", problem.kind().type());
                json.writeNumberProperty("status", problem.kind().status());
            }
        }
        json.writeEndObject();
    }

    private static Problem problem(PublishResult.Refused refused) {
        return switch (refused.reason()) {
            case DENIED -> Problem.of(ProblemKind.FORBIDDEN, refused.detail());
            case TOO_LARGE -> Problem.of(ProblemKind.TOO_LARGE, refused.detail());
            case KEY_REUSED -> Problem.of(ProblemKind.KEY_REUSED, refused.detail());
            case OVERLOADED -> later(ProblemKind.OVERLOADED, refused.detail(), OVERLOAD_MILLIS);
            case CLOSING -> later(ProblemKind.CLOSING, refused.detail(), RetryLater.millis());
            case LOG_FAILED -> later(ProblemKind.LOG_FAILED, refused.detail(), RetryLater.millis());
        };
    }

    private static Problem later(ProblemKind kind, String detail, long millis) {
        return Problem.of(kind, detail).with("Retry-After", RetryLater.seconds(millis));
    }
}
