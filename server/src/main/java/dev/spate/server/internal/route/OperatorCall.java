package dev.spate.server.internal.route;

import dev.spate.hub.HubException;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.Exchange;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/// One question of an operator, which takes a while to be answered.
///
/// Thread-safe: immutable; the exchange belongs to its loop.
///
/// @param exchange the request and the way to answer it
record OperatorCall(Exchange exchange) {
    /// How many a page has where nothing is said.
    static final int USUAL_LIMIT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(OperatorCall.class);
    private static final Pattern LIMIT = Pattern.compile("\\d{1,9}");

    RequestHead head() {
        return exchange.head();
    }

    /// The parameters of the query, none but these among them.
    ///
    /// @throws RefusedException if one is mistyped
    Parameters parameters(KnownParameters known) {
        Parameters parameters = Parameters.ofQuery(head().target().query());
        known.check(parameters);
        return parameters;
    }

    /// @param most the most that may be asked for
    /// @throws RefusedException if more are
    static int limit(Parameters parameters, int most) {
        return parameters
                .single("limit")
                .map(text -> {
                    int limit = LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0;
                    if (limit < 1 || limit > most) {
                        throw RefusedException.badParameter("limit", text, "1 to " + most);
                    }
                    return limit;
                })
                .orElse(USUAL_LIMIT);
    }

    /// Where the next page begins; null on the last one.
    static void writeNext(JsonGenerator json, String next) {
        if (next.isEmpty()) {
            json.writeNullProperty("next");
        } else {
            json.writeStringProperty("next", next);
        }
    }

    /// Answers on the loop, once there is something to say.
    ///
    /// @param what is asked, for a failure's message
    <T> void answer(String what, CompletionStage<T> stage, Function<T, Answer> answer) {
        exchange.keepOthersWaiting();
        stage.thenApply(answer)
                .exceptionally(failure -> problem(what, failure).toAnswer())
                .thenAccept(said -> exchange.loop().execute(() -> exchange.answer(said)));
    }

    private static Problem problem(String what, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HubException) {
            return Problem.of(ProblemKind.LOG_FAILED, String.valueOf(cause.getMessage()))
                    .with("Retry-After", RetryLater.seconds(RetryLater.millis()));
        }
        LOG.warn("operation failed: what={}", what, cause);
        return Problem.of(ProblemKind.INTERNAL, what + ": failed (expected: an answer)");
    }
}
