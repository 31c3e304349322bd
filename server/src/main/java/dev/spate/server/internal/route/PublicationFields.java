package dev.spate.server.internal.route;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.Quoted;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.wire.Event;
import dev.spate.wire.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a publisher said, field by field, on the way to a [Publication]: the four forms of publishing meet here.
///
/// Owner: the connection's event loop.
final class PublicationFields {
    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

    private final List<String> names = new ArrayList<>(0);
    private List<Topic> topics = List.of();
    private String type = "";
    private String data = "";
    private String id = "";
    private String key = "";
    private String idempotencyKey = "";
    private long retryMillis = Event.NO_RETRY;
    private Visibility visibility = Visibility.PUBLIC;

    void addTopic(String name) {
        names.add(name);
    }

    /// All topics, in place of those that are added.
    void topics(List<Topic> newTopics) {
        topics = newTopics;
    }

    void data(String newData) {
        requireWellFormed(newData);
        data = newData;
    }

    /// Data that was decoded from UTF-8, and so has no lone surrogate.
    void wellFormedData(String newData) {
        data = newData;
    }

    void type(String newType) {
        type = newType;
    }

    void id(String newId) {
        id = newId;
    }

    void key(String newKey) {
        key = newKey;
    }

    void retry(String text) {
        if (!MILLIS.matcher(text).matches()) {
            throw RefusedException.badParameter("retry", text, "0 to " + Publication.MAX_RETRY_MILLIS + " ms");
        }
        retryMillis = Long.parseLong(text);
    }

    void visibility(Visibility newVisibility) {
        visibility = newVisibility;
    }

    /// Reads the `private` of a form: present means yes, unless it says no.
    void visibility(String text) {
        visibility = switch (text) {
            case "true", "1", "on" -> Visibility.PRIVATE;
            case "false", "0", "off" -> Visibility.PUBLIC;
            default -> throw RefusedException.badParameter("private", text, "true or false, 1 or 0, on or off");
        };
    }

    /// A key may come with the object and with the head, if it is the same one.
    void idempotencyKey(String newKey) {
        if (!idempotencyKey.isEmpty() && !newKey.isEmpty() && !newKey.equals(idempotencyKey)) {
            throw RefusedException.badParameter("idempotency key", newKey, "the same in the head and in the body");
        }
        if (!newKey.isEmpty()) {
            idempotencyKey = newKey;
        }
    }

    /// @throws RefusedException naming what is illegal
    Publication toPublication() {
        if (topics.isEmpty() && names.isEmpty()) {
            throw new RefusedException(
                    ProblemKind.BAD_PARAMETER, "topics: none (expected: 1 to " + Publication.MAX_TOPICS + ")");
        }
        if (type.equals("open") || type.equals("error")) {
            throw new RefusedException(
                    ProblemKind.BAD_PARAMETER,
                    "event: " + Quoted.text(type) + " (expected: another type, since an EventSource fires events of"
                            + " this name itself, and its listeners could not tell them from yours)");
        }
        try {
            var own = id.isEmpty() ? EventId.NONE : new EventId(id);
            Event event = new Event(own, type, data, retryMillis);
            List<Topic> all = topics.isEmpty() ? namedTopics() : topics;
            return new Publication(all, event, key, visibility, idempotencyKey);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ProblemKind.BAD_PARAMETER, named(String.valueOf(e.getMessage())));
        }
    }

    private List<Topic> namedTopics() {
        var named = new ArrayList<Topic>(names.size());
        for (String name : names) {
            named.add(new Topic(name));
        }
        return named;
    }

    /// The event format calls `type` what publishers call `event`.
    private static String named(String detail) {
        return detail.startsWith("type: ") ? "event" + detail.substring("type".length()) : detail;
    }

    private static void requireWellFormed(String text) {
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && index + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(index + 1));
                if (!isPair) {
                    throw new RefusedException(
                            ProblemKind.BAD_PARAMETER,
                            "data: a lone surrogate at " + index + " (expected: well-formed Unicode)");
                }
                index++;
            }
        }
    }
}
