package dev.spate.client;

import dev.spate.wire.json.FlatJson;
import dev.spate.wire.json.JsonException;

/// Reads the answer to one publication of a feed: `{"id":"…"}`, `{"id":"…","duplicate":true}`, or
/// `{"error":"why","type":"…","status":422}`. Thread-safe: stateless.
final class FeedAnswer {

    private static final int UNPROCESSABLE = 422;

    private FeedAnswer() {}

    static PublishResult read(String line) throws PublishException {
        try {
            FlatJson answer = FlatJson.parse(line);
            return answer.has("error") ? refused(answer) : PublicationJson.read(answer);
        } catch (JsonException unreadable) {
            throw new PublishException("answer: " + unreadable.getMessage(), unreadable);
        }
    }

    private static PublishResult refused(FlatJson answer) throws JsonException {
        int status = (int) answer.integer("status").orElse(UNPROCESSABLE);
        String type = answer.string("type").orElse(Problem.NO_TYPE);
        return new PublishResult.Refused(
                new Problem(status, type, answer.string("error").orElse("")));
    }
}
