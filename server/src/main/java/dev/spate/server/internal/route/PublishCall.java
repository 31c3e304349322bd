package dev.spate.server.internal.route;

import dev.spate.hub.AnswerOnLoop;
import dev.spate.hub.Durability;
import dev.spate.hub.Hub;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.server.internal.http.RefusedException;
import java.util.function.Consumer;

/// One request to publish to a hub, and when whoever sent it wants to be answered.
///
/// Thread-safe: immutable; the exchange belongs to its loop.
///
/// @param request the request
/// @param after how safe each of its publications is to be by the answer
record PublishCall(HubCall request, Durability after) {
    private static final String DURABILITY = "Spate-Durability";

    /// @throws RefusedException if an answer is asked for that this hub cannot give
    static PublishCall of(HubCall request) {
        Durability after = request.head()
                .fields()
                .first(DURABILITY)
                .map(text -> durability(text, request.hub()))
                .orElseGet(request.hub()::durability);
        return new PublishCall(request, after);
    }

    /// Publishes, and goes on, on the loop, once it is known what became of it: at once if it is known already.
    void publish(Publication publication, Consumer<PublishResult> then) {
        var loop = request.exchange().loop();
        var answer = new AnswerOnLoop(loop, after, result -> request.attempt(() -> then.accept(result)));
        request.hub().publish(Principal.ANONYMOUS, publication, answer);
    }

    private static Durability durability(String text, Hub hub) {
        return switch (text) {
            case "memory" -> Durability.MEMORY;
            case "disk" -> {
                if (!hub.reachesDisk()) {
                    throw RefusedException.badParameter(DURABILITY, text, "memory; this hub keeps its log in memory");
                }
                yield Durability.DISK;
            }
            default -> throw RefusedException.badParameter(DURABILITY, text, "memory or disk");
        };
    }
}
