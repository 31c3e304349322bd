package dev.spate.server.internal.route;

import dev.spate.hub.Publication;
import dev.spate.server.internal.http.Parameter;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import java.util.List;

/// Publications as names and values: the query beside a path topic, and the form. Thread-safe: stateless.
final class PublicationParameters {
    private static final String DATA = "data";
    private static final String TOPIC = "topic";
    private static final List<String> FIELDS =
            List.of(TOPIC, DATA, "event", "type", "id", "retry", "key", "private", "idempotency_key");
    private static final KnownParameters KNOWN = new KnownParameters(FIELDS, List.of("token"));

    private PublicationParameters() {}

    /// Reads the query of a publication whose topic is in the path, and whose data is the body.
    ///
    /// @throws RefusedException naming what is wrong
    static void readQuery(Parameters query, PublicationFields fields) {
        KNOWN.check(query);
        if (!query.values(DATA).isEmpty()) {
            throw new RefusedException(
                    ProblemKind.BAD_PARAMETER,
                    "data: in the query (expected: in the body, as the path names the topic)");
        }
        fill(query, fields);
    }

    /// Checks the query of a publication whose body says everything.
    ///
    /// @throws RefusedException if a field is in the query, where it would be overlooked
    static void requireNothing(Parameters query) {
        KNOWN.check(query);
        for (Parameter parameter : query.all()) {
            if (FIELDS.contains(parameter.name())) {
                throw new RefusedException(
                        ProblemKind.BAD_PARAMETER,
                        parameter.name() + ": in the query (expected: in the body, or the topic in the path)");
            }
        }
    }

    /// Reads a form.
    ///
    /// @throws RefusedException naming what is wrong
    static Publication readForm(Parameters form, PublicationFields fields) {
        KNOWN.check(form);
        form.single(DATA).ifPresent(fields::data);
        fill(form, fields);
        return fields.toPublication();
    }

    private static void fill(Parameters parameters, PublicationFields fields) {
        if (parameters.all().isEmpty()) {
            return;
        }
        if (!parameters.values("event").isEmpty() && !parameters.values("type").isEmpty()) {
            throw new RefusedException(ProblemKind.BAD_PARAMETER, "type: beside event (expected: one of them)");
        }
        parameters.values(TOPIC).forEach(fields::addTopic);
        parameters.single("event").ifPresent(fields::type);
        parameters.single("type").ifPresent(fields::type);
        parameters.single("id").ifPresent(fields::id);
        parameters.single("retry").ifPresent(fields::retry);
        parameters.single("key").ifPresent(fields::key);
        parameters.single("private").ifPresent(fields::visibility);
        parameters.single("idempotency_key").ifPresent(fields::idempotencyKey);
    }
}
