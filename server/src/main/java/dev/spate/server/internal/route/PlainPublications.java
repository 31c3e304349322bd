package dev.spate.server.internal.route;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.server.internal.http.Line;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads publications of the plain shape straight from their bytes, several times faster than a parser for all of
/// JSON: one object whose members are known ones, each once, and are one topic, texts without escapes by number, whole
/// numbers and truth values.
///
/// What is of another shape is not read, nor what is wrong in whatever way: that is left to [JsonPublications], which
/// reads everything and can say what is wrong. So whatever is read here is read there too, to the same effect.
///
/// Owner: the connection's event loop.
final class PlainPublications {
    private static final int NOT_PLAIN = Integer.MIN_VALUE;
    private static final int MAX_RETRY_DIGITS = 15;

    private final TopicLists topicLists;
    private final EnumSet<Member> seen = EnumSet.noneOf(Member.class);
    private byte[] bytes = {};
    private int at;
    private int end;
    private PublicationFields fields = new PublicationFields();

    private enum Member {
        TOPICS("topics"),
        DATA("data"),
        EVENT("event"),
        ID("id"),
        KEY("key"),
        IDEMPOTENCY_KEY("idempotency_key"),
        PRIVATE("private"),
        RETRY("retry");

        private static final Member[] ALL = values();

        private final String text;

        Member(String text) {
            this.text = text;
        }
    }

    PlainPublications(TopicLists topicLists) {
        this.topicLists = topicLists;
    }

    /// @param line the bytes of one JSON text
    /// @param idempotencyKey of the head, empty for none
    /// @return what it says, if it is plain and right
    Optional<Publication> read(Line line, String idempotencyKey) {
        bytes = line.bytes();
        at = line.from();
        end = line.to();
        seen.clear();
        fields = new PublicationFields();
        try {
            fields.idempotencyKey(idempotencyKey);
            return takesObject() && isAtEnd() ? Optional.of(fields.toPublication()) : Optional.empty();
        } catch (RefusedException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean takesObject() {
        if (!takes('{')) {
            return false;
        }
        do {
            Member member = takenName();
            if (member == null || !takes(':') || !takesValue(member)) {
                return false;
            }
        } while (takes(','));
        return takes('}');
    }

    /// @return the member whose name was taken, null if it is none or there for the second time
    private @Nullable Member takenName() {
        if (!takes('"')) {
            return null;
        }
        for (Member member : Member.ALL) {
            int to = at + member.text.length();
            if (to < end && bytes[to] == '"' && isAt(at, member.text)) {
                at = to + 1;
                return seen.add(member) ? member : null;
            }
        }
        return null;
    }

    private boolean takesValue(Member member) {
        return switch (member) {
            case TOPICS -> takesTopic();
            case PRIVATE -> takesVisibility();
            case RETRY -> takesRetry();
            case DATA, EVENT, ID, KEY, IDEMPOTENCY_KEY -> takesText(member);
        };
    }

    private boolean takesTopic() {
        if (!takes('[') || !takes('"')) {
            return false;
        }
        int from = at;
        if (!takesPlainText()) {
            return false;
        }
        List<Topic> topics = topicLists.of(bytes, from, at - 1);
        if (topics == null || !takes(']')) {
            return false;
        }
        fields.topics(topics);
        return true;
    }

    private boolean takesVisibility() {
        boolean isPrivate = takesWord("true");
        if (isPrivate) {
            fields.visibility(Visibility.PRIVATE);
        }
        return isPrivate || takesWord("false");
    }

    private boolean takesRetry() {
        skipSpace();
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        int digits = at - from;
        // JSON knows no leading zeros.
        if (digits == 0 || digits > MAX_RETRY_DIGITS || (bytes[from] == '0' && digits > 1)) {
            return false;
        }
        fields.retry(new String(bytes, from, digits, StandardCharsets.US_ASCII));
        return true;
    }

    private boolean takesText(Member member) {
        String text = takenText();
        if (text == null) {
            return false;
        }
        switch (member) {
            case DATA -> fields.wellFormedData(text);
            case EVENT -> fields.type(text);
            case ID -> fields.id(text);
            case KEY -> fields.key(text);
            case IDEMPOTENCY_KEY -> fields.idempotencyKey(text);
            case TOPICS, PRIVATE, RETRY -> throw new AssertionError(member);
        }
        return true;
    }

    private @Nullable String takenText() {
        if (!takes('"')) {
            return null;
        }
        int from = at;
        if (takesPlainText()) {
            return Utf8.decodeClean(bytes, from, at - 1);
        }
        return at < end && bytes[at] == '\\' ? takenEscapedText(from) : null;
    }

    /// Goes on behind the quote that ends a text, or stops at the first byte that cannot be taken as it is.
    private boolean takesPlainText() {
        int index = at;
        while (index < end && isPlain(bytes[index])) {
            index++;
        }
        boolean isEnded = index < end && bytes[index] == '"';
        at = isEnded ? index + 1 : index;
        return isEnded;
    }

    private static boolean isPlain(byte value) {
        return value != '"' && value != '\\' && (value >= ' ' || value < 0);
    }

    private @Nullable String takenEscapedText(int from) {
        byte[] text = new byte[end - from];
        int size = at - from;
        System.arraycopy(bytes, from, text, 0, size);
        while (at < end && bytes[at] != '"') {
            byte value = bytes[at++];
            boolean isEscape = value == '\\' && at < end;
            int meant = isEscape ? unescaped(bytes[at++]) : value;
            if (meant == NOT_PLAIN || !(isEscape || isPlain(value))) {
                return null;
            }
            text[size++] = (byte) meant;
        }
        return takes('"') ? Utf8.decodeClean(text, 0, size) : null;
    }

    private static int unescaped(byte escaped) {
        return switch (escaped) {
            case '"', '\\', '/' -> escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> NOT_PLAIN;
        };
    }

    private boolean takesWord(String word) {
        skipSpace();
        boolean isThere = isAt(at, word);
        at += isThere ? word.length() : 0;
        return isThere;
    }

    private boolean isAt(int from, String word) {
        if (end - from < word.length()) {
            return false;
        }
        for (int index = 0; index < word.length(); index++) {
            if (bytes[from + index] != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private boolean takes(char c) {
        skipSpace();
        boolean isThere = at < end && bytes[at] == c;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private boolean isAtEnd() {
        skipSpace();
        return at == end;
    }

    private void skipSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
    }
}
