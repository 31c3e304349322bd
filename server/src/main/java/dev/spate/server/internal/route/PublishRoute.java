package dev.spate.server.internal.route;

import dev.spate.hub.Publication;
import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.BodyReader;
import dev.spate.server.internal.http.ContentCoding;
import dev.spate.server.internal.http.ContentType;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.Line;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.PercentCode;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.Utf8;
import java.util.Base64;
import java.util.function.Consumer;

/// `POST`: publish to a hub, in one of four forms: the body is the data of the path's topic; a form; JSON; lines of
/// JSON.
///
/// Thread-safe: immutable.
final class PublishRoute {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String OCTETS = "application/octet-stream";
    private static final String FORMS = FORM + ", " + JSON + ", " + NDJSON;

    private final Origins origins;
    private final ServerLimits limits;
    private final BodyBudget budget;

    PublishRoute(Origins origins, ServerLimits limits, BodyBudget budget) {
        this.origins = origins;
        this.limits = limits;
        this.budget = budget;
    }

    /// Everything that the head tells is checked before a byte of the body is read.
    void post(HubCall call) {
        HeaderFields fields = call.head().fields();
        origins.requireMayPublish(call.head());
        var publishing = PublishCall.of(call);
        if (call.exchange().overLimit().isPresent()) {
            Problem problem = call.exchange().overLimit().get();
            call.refuse(problem.with("Retry-After", RetryLater.seconds(RetryLater.millis())));
            return;
        }
        ContentCoding coding = ContentCoding.of(fields);
        Parameters query = Parameters.ofQuery(call.head().target().query());
        if (call.pathTopic().isPresent()) {
            raw(publishing, call.pathTopic().get(), query, coding);
            return;
        }
        PublicationParameters.requireNothing(query);
        switch (ContentType.essence(fields)) {
            case FORM -> collect(call, coding, limits.maxBodyBytes(), body -> form(publishing, body));
            case JSON -> collect(call, coding, limits.maxBodyBytes(), body -> json(publishing, body));
            case NDJSON -> bulk(publishing, coding);
            default -> throw unsupported(ContentType.essence(fields));
        }
    }

    private void raw(PublishCall publishing, String pathTopic, Parameters query, ContentCoding coding) {
        HubCall call = publishing.request();
        var fields = new PublicationFields();
        fields.addTopic(PercentCode.decodePath("topic", pathTopic));
        PublicationParameters.readQuery(query, fields);
        fields.idempotencyKey(idempotencyKey(call));
        fields.toPublication();
        boolean isBinary = ContentType.essence(call.head().fields()).equals(OCTETS);
        int maxData = call.hub().limits().maxDataBytes();
        // Base 64 makes four bytes of three.
        int maxBody = isBinary ? maxData / 4 * 3 : maxData;
        collect(call, coding, maxBody, body -> {
            fields.data(
                    isBinary
                            ? Base64.getEncoder().encodeToString(body)
                            : Utf8.decode("body", ProblemKind.BAD_BODY, body));
            publish(publishing, fields.toPublication());
        });
    }

    private static void form(PublishCall call, byte[] body) {
        var fields = new PublicationFields();
        fields.idempotencyKey(idempotencyKey(call.request()));
        publish(call, PublicationParameters.readForm(Parameters.ofForm(body), fields));
    }

    private void json(PublishCall call, byte[] body) {
        String key = idempotencyKey(call.request());
        var plain = new PlainPublications(new TopicLists(1)).read(Line.of(body), key);
        if (plain.isPresent()) {
            publish(call, plain.get());
            return;
        }
        var read = JsonPublications.read(body, limits.maxBatchItems(), key);
        if (read.isBatch()) {
            new Batch(call, read.drafts()).publish();
            return;
        }
        switch (read.drafts().getFirst()) {
            case Draft.Ready(Publication publication) -> publish(call, publication);
            case Draft.Flawed(Problem problem) -> call.request().refuse(problem);
        }
    }

    private void bulk(PublishCall publishing, ContentCoding coding) {
        HubCall call = publishing.request();
        if (!idempotencyKey(call).isEmpty()) {
            throw new RefusedException(
                    ProblemKind.BAD_PARAMETER,
                    "Idempotency-Key: for a feed (expected: \"idempotency_key\" in each of its lines)");
        }
        call.exchange().keepOthersWaiting();
        var fields = HeaderFields.of(
                "Content-Type", NDJSON, "Cache-Control", "no-store, no-transform", "X-Accel-Buffering", "no");
        call.exchange().feed(call.withOwn(fields), new BulkFeed(publishing, limits, coding, budget));
    }

    private static void collect(HubCall call, ContentCoding coding, int maxBytes, Consumer<byte[]> then) {
        call.exchange().collect(maxBytes, new BodyReader() {
            @Override
            public void onBody(byte[] body) {
                call.attempt(() -> then.accept(coding.decode(body, maxBytes)));
            }

            @Override
            public void onRefused(Problem problem) {
                call.refuse(problem);
            }
        });
    }

    private static void publish(PublishCall call, Publication publication) {
        call.publish(publication, result -> call.request().answer(PublishAnswers.one(PublishAnswers.item(result))));
    }

    private static String idempotencyKey(HubCall call) {
        return call.head().fields().firstUtf8("Idempotency-Key").orElse("");
    }

    private static RefusedException unsupported(String type) {
        return new RefusedException(Problem.of(
                        ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type: " + Quoted.text(type) + " (expected: " + FORMS
                                + "; or the topic in the path, and the body as its data)")
                .with("Accept-Post", FORMS));
    }
}
