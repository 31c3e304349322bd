package dev.spate.server.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The fields of a request's head, in the order they came; names are compared without regard to case.
///
/// Thread-safe: immutable.
///
/// @param all every field
public record HeaderFields(List<HeaderField> all) {
    public HeaderFields {
        all = List.copyOf(all);
    }

    /// @param namesAndValues a name, its value, a name, its value, …
    /// @return these fields
    public static HeaderFields of(String... namesAndValues) {
        var fields = new ArrayList<HeaderField>(namesAndValues.length / 2);
        for (int index = 0; index < namesAndValues.length; index += 2) {
            fields.add(new HeaderField(namesAndValues[index], namesAndValues[index + 1]));
        }
        return new HeaderFields(fields);
    }

    /// @param name a field's name
    /// @return the value of the first field of this name
    public Optional<String> first(String name) {
        for (HeaderField field : all) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /// The value of the first field of this name, its bytes read as UTF-8: browsers send a last id so.
    ///
    /// @param name a field's name
    /// @return the text; what is not UTF-8 becomes U+FFFD
    public Optional<String> firstUtf8(String name) {
        return first(name)
                .map(value -> new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    /// @param name a field's name
    /// @return the values of all fields of this name
    public List<String> values(String name) {
        List<String> values = List.of();
        for (HeaderField field : all) {
            if (field.name().equalsIgnoreCase(name)) {
                // Most names that are asked for are not there.
                values = values.isEmpty() ? new ArrayList<>(2) : values;
                values.add(field.value());
            }
        }
        return values;
    }

    /// The members of a field that is a list, those of several fields one after the other (RFC 9110 §5.6.1). Not
    /// for fields with quoted commas.
    ///
    /// @param name a field's name
    /// @return the members without the space around them, empty ones left out
    public List<String> members(String name) {
        var values = values(name);
        if (values.isEmpty()) {
            return List.of();
        }
        var members = new ArrayList<String>(4);
        for (String value : values) {
            for (String member : value.split(",", -1)) {
                if (!member.isBlank()) {
                    members.add(member.strip());
                }
            }
        }
        return members;
    }

    /// @param name a list field's name
    /// @param member what is looked for, without regard to case
    /// @return whether it is among the members
    public boolean hasMember(String name, String member) {
        for (String one : members(name)) {
            if (member.equalsIgnoreCase(one)) {
                return true;
            }
        }
        return false;
    }
}
