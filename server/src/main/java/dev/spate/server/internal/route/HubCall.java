package dev.spate.server.internal.route;

import dev.spate.hub.Hub;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.Exchange;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One request to a hub: what the routes of a hub have in common.
///
/// Thread-safe: immutable; the exchange belongs to its loop.
///
/// @param exchange the request and the way to answer it
/// @param hub who is asked
/// @param pathTopic the topic of the path, still percent-encoded, if there is one
/// @param fields what every answer carries
record HubCall(Exchange exchange, Hub hub, Optional<String> pathTopic, List<HeaderField> fields) {
    private static final Logger LOG = LoggerFactory.getLogger(HubCall.class);

    RequestHead head() {
        return exchange.head();
    }

    void answer(Answer answer) {
        exchange.answer(answer.with(fields));
    }

    /// @return the fields of an answer, and those that every answer carries
    List<HeaderField> withOwn(HeaderFields more) {
        var joined = new ArrayList<>(more.all());
        joined.addAll(fields);
        return joined;
    }

    void refuse(Problem problem) {
        answer(problem.toAnswer());
    }

    /// Runs a part of the request's way; what it refuses is answered.
    void attempt(Runnable part) {
        try {
            part.run();
        } catch (RefusedException e) {
            refuse(e.problem());
        } catch (RuntimeException e) {
            LOG.warn(
                    "request failed: method={} path={}",
                    head().method(),
                    head().target().path(),
                    e);
            refuse(Problem.of(ProblemKind.INTERNAL, "request: failed (expected: an answer)"));
        }
    }

    /// Goes on, on the loop, once the hub has answered: at once if it has already.
    <T> void whenDone(CompletionStage<T> stage, Consumer<T> then) {
        var loop = exchange.loop();
        stage.whenComplete((result, failure) -> {
            Runnable next = () -> attempt(() -> {
                if (failure == null) {
                    then.accept(result);
                } else {
                    LOG.warn("hub failed: path={}", head().target().path(), failure);
                    refuse(Problem.of(ProblemKind.INTERNAL, "hub: failed (expected: an answer)"));
                }
            });
            if (loop.inLoop()) {
                next.run();
            } else {
                loop.execute(next);
            }
        });
    }
}
