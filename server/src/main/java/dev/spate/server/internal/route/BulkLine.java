package dev.spate.server.internal.route;

import dev.spate.hub.Publication;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A line of a bulk feed that waits for its answer.
///
/// Owner: the connection's event loop.
final class BulkLine {
    private final int bytes;
    private @Nullable Publication publication;
    private PublishAnswers.@Nullable Item answer;

    BulkLine(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    void publication(Publication read) {
        publication = read;
    }

    Publication publication() {
        return Objects.requireNonNull(publication);
    }

    void answer(PublishAnswers.Item item) {
        answer = item;
        publication = null;
    }

    boolean isAnswered() {
        return answer != null;
    }

    PublishAnswers.Item answer() {
        return Objects.requireNonNull(answer);
    }
}
