package dev.spate.wire.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A JSON object (RFC 8259) whose members are strings, numbers, booleans and nulls.
///
/// An array or an object as a member, a name that stands twice, and whatever the grammar does not allow is refused
/// with the offset of what is wrong. A member that is absent and one that is `null` are both empty to the readers
/// of values; [#has] tells them apart.
///
/// Thread-safe: immutable.
///
/// ```java
/// FlatJson answer = FlatJson.parse("{\"id\":\"#k3-1z\",\"duplicate\":true}");
/// String id = answer.string("id").orElseThrow();
/// boolean duplicate = answer.bool("duplicate").orElse(false);
/// ```
public final class FlatJson {

    /// How many members an object may have.
    public static final int MAX_MEMBERS = 1000;

    private final Map<String, Scalar> members;

    private FlatJson(Map<String, Scalar> members) {
        this.members = members;
    }

    /// Reads the whole text as one object.
    ///
    /// @throws JsonException if the text is anything but one flat object, or has more than [#MAX_MEMBERS] members
    public static FlatJson parse(String text) throws JsonException {
        Map<String, Scalar> members = new LinkedHashMap<>();
        new FlatJsonReader(text).readInto(members);
        return new FlatJson(Collections.unmodifiableMap(members));
    }

    /// The names of all members, in the order of the text.
    public Set<String> names() {
        return members.keySet();
    }

    /// Says whether there is a member of this name, be it `null`.
    public boolean has(String name) {
        return members.containsKey(name);
    }

    /// The string of this name; empty if it is absent or `null`.
    ///
    /// @throws JsonException if the member is something else
    public Optional<String> string(String name) throws JsonException {
        return textOf(name, Kind.STRING);
    }

    /// The integer of this name; empty if it is absent or `null`.
    ///
    /// @throws JsonException if the member is something else: also if it is a number with a fraction or an
    ///     exponent, or does not fit into a `long`
    public OptionalLong integer(String name) throws JsonException {
        Optional<String> number = textOf(name, Kind.NUMBER);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(number.get()));
        } catch (NumberFormatException notAnInteger) {
            throw new JsonException(
                    name + ": " + FlatJsonReader.shorten(number.get()) + " (expected: an integer of 64 bits)");
        }
    }

    /// The boolean of this name; empty if it is absent or `null`.
    ///
    /// @throws JsonException if the member is something else
    public Optional<Boolean> bool(String name) throws JsonException {
        return textOf(name, Kind.BOOLEAN).map("true"::equals);
    }

    private Optional<String> textOf(String name, Kind kind) throws JsonException {
        Scalar member = members.get(name);
        if (member == null || member.kind() == Kind.NULL) {
            return Optional.empty();
        }
        if (member.kind() != kind) {
            throw new JsonException(name + ": " + member.kind().words + " (expected: " + kind.words + ")");
        }
        return Optional.of(member.text());
    }

    /// What a member is.
    enum Kind {
        STRING("a string"),
        NUMBER("a number"),
        BOOLEAN("a boolean"),
        NULL("null");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /// A member's value: the characters of a string, or the text as it stood.
    record Scalar(Kind kind, String text) {}
}
