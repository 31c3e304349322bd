package dev.spate.server.internal.route;

import dev.spate.hub.CloseReason;
import dev.spate.hub.Hub;
import dev.spate.hub.Principal;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.BodyReader;
import dev.spate.server.internal.http.ContentCoding;
import dev.spate.server.internal.http.ContentType;
import dev.spate.server.internal.http.Form;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.Negotiation;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.PercentCode;
import dev.spate.server.internal.http.Preferences;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import java.util.ArrayList;
import java.util.List;

/// `GET`, `HEAD` and `QUERY`: subscribe to a hub.
///
/// Thread-safe: immutable.
final class SubscribeRoute {
    /// The most bytes of the form of a `QUERY`: 100 topics, types and keys, every byte of them escaped.
    static final int MAX_QUERY_BYTES = 512 << 10;

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final List<HeaderField> STREAM_FIELDS = HeaderFields.of(
                    "Content-Type", "text/event-stream",
                    "Cache-Control", "no-cache, no-store, no-transform",
                    "X-Accel-Buffering", "no")
            .all();

    void get(HubCall call) {
        requireNoBody(call.head());
        call.exchange().keepOthersWaiting();
        subscribe(call, query(call.head()));
    }

    /// Answers with the head that a `GET` would have, and ends.
    void head(HubCall call) {
        requireNoBody(call.head());
        subscribe(call, query(call.head()));
    }

    /// Reads the parameters from a form in the body, for lists that are too long for a target.
    void query(HubCall call) {
        String type = ContentType.essence(call.head().fields());
        if (!type.equals(FORM)) {
            throw new RefusedException(Problem.of(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "Content-Type: " + Quoted.text(type) + " (expected: " + FORM + ")")
                    .with("Accept-Query", FORM));
        }
        Parameters inTarget = query(call.head());
        ContentCoding coding = ContentCoding.of(call.head().fields());
        call.exchange().keepOthersWaiting();
        call.exchange().collect(MAX_QUERY_BYTES, new BodyReader() {
            @Override
            public void onBody(byte[] body) {
                call.attempt(
                        () -> subscribe(call, inTarget.and(Parameters.ofForm(coding.decode(body, MAX_QUERY_BYTES)))));
            }

            @Override
            public void onRefused(Problem problem) {
                call.refuse(problem);
            }
        });
    }

    private static Parameters query(RequestHead head) {
        return Parameters.ofQuery(head.target().query());
    }

    private static void subscribe(HubCall call, Parameters parameters) {
        SubscribeRequest request = SubscribeParameters.read(
                call.pathTopic().map(topic -> PercentCode.decodePath("topic", topic)),
                parameters,
                call.head().fields());
        requireForm(call.head());
        if (call.exchange().overLimit().isPresent()) {
            notNow(call, call.exchange().overLimit().get(), CloseReason.LIMIT, RetryLater.millis());
            return;
        }
        call.whenDone(call.hub().subscribe(Principal.ANONYMOUS, request), result -> begin(call, result));
    }

    private static void begin(HubCall call, SubscribeResult result) {
        switch (result) {
            case SubscribeResult.Admitted(var admission) -> {
                var fields = new ArrayList<>(STREAM_FIELDS);
                fields.add(new HeaderField(
                        "Spate-Last-Event-ID", admission.position().text()));
                fields.addAll(call.fields());
                if (call.head().method().equals("HEAD")) {
                    call.exchange().answer(new Answer(200, fields, new byte[0]));
                } else {
                    call.exchange().stream(fields, admission);
                }
            }
            case SubscribeResult.Denied(String reason) -> call.refuse(Problem.of(ProblemKind.FORBIDDEN, reason));
            case SubscribeResult.Refused(CloseReason reason, long retryMillis) ->
                notNow(call, problem(reason), reason, retryMillis);
        }
    }

    private static Problem problem(CloseReason reason) {
        return reason == CloseReason.LIMIT
                ? Problem.of(ProblemKind.OVERLOADED, "subscriptions: too many (expected: fewer, come back later)")
                : Problem.of(ProblemKind.CLOSING, "hub: closing (expected: open, come back later)");
    }

    /// A browser's `EventSource` gives up for good on any status but 200: it is sent a stream that ends at once and
    /// says when to come back. Who prefers a status gets one.
    private static void notNow(HubCall call, Problem problem, CloseReason reason, long retryMillis) {
        if (Preferences.wantsStatus(call.head().fields())) {
            call.refuse(problem.with("Retry-After", RetryLater.seconds(retryMillis)));
            return;
        }
        call.answer(new Answer(200, STREAM_FIELDS, Hub.farewell(reason, retryMillis)));
    }

    private static void requireForm(RequestHead head) {
        var negotiation = Negotiation.of(head.fields());
        if (negotiation.accepts(Form.EVENT_STREAM)) {
            return;
        }
        String accept = "Accept: " + Quoted.text(String.join(", ", head.fields().values("Accept")));
        if (negotiation.accepts(Form.NDJSON) || negotiation.accepts(Form.JSON)) {
            throw new RefusedException(
                    ProblemKind.NOT_OFFERED, accept + " (expected: text/event-stream, this hub offers no other form)");
        }
        throw new RefusedException(ProblemKind.NOT_ACCEPTABLE, accept + " (expected: text/event-stream)");
    }

    /// A body has no meaning here (RFC 9110 §9.3.1); as the bytes after this head are the client's last word, one
    /// is refused before it could be taken for another request.
    private static void requireNoBody(RequestHead head) {
        if (head.hasBody()) {
            throw new RefusedException(
                    ProblemKind.BAD_BODY, "body: with " + head.method() + " (expected: none, or the method QUERY)");
        }
    }
}
