package dev.spate.client;

import dev.spate.wire.json.FlatJson;
import dev.spate.wire.json.JsonException;

/// Reads the answer to one publication of a feed: `{"id":"…"}`, `{"id":"…","duplicate":true}`, or `{"error":…}`
/// with a problem document or its members. Thread-safe: stateless.
final class FeedAnswer {

    private static final String ERROR_OBJECT = "{\"error\":{";
    private static final int UNPROCESSABLE = 422;

    private FeedAnswer() {}

    static PublishResult read(String line) throws PublishException {
        try {
            boolean isNested = line.startsWith(ERROR_OBJECT) && line.endsWith("}}");
            return isNested
                    ? refused(FlatJson.parse(line.substring(ERROR_OBJECT.length() - 1, line.length() - 1)))
                    : read(FlatJson.parse(line));
        } catch (JsonException unreadable) {
            throw new PublishException("answer: " + unreadable.getMessage(), unreadable);
        }
    }

    private static PublishResult read(FlatJson answer) throws JsonException {
        return answer.has("id") ? PublicationJson.read(answer) : refused(answer);
    }

    private static PublishResult refused(FlatJson answer) throws JsonException {
        int status = (int) answer.integer("status").orElse(UNPROCESSABLE);
        return new PublishResult.Refused(
                answer.has("error")
                        ? Problem.found(status, answer.string("error").orElse(""))
                        : Problem.of(status, answer));
    }
}
