package dev.spate.server.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The decoded parameters of a query or a form, in the order they came. Thread-safe: immutable.
///
/// @param all every parameter
public record Parameters(List<Parameter> all) {
    /// The most parameters that one query or form may have.
    public static final int MAX_COUNT = 1_000;

    /// No parameters.
    public static final Parameters NONE = new Parameters(List.of());

    public Parameters {
        all = List.copyOf(all);
    }

    /// Reads a query.
    ///
    /// @param query what stands after the `?`, each character one byte
    /// @return its parameters
    /// @throws RefusedException if an escape is malformed, a text is not UTF-8, or there are too many
    public static Parameters ofQuery(String query) {
        return read("query", query);
    }

    /// Reads a body of the type `application/x-www-form-urlencoded`.
    ///
    /// @param body the bytes
    /// @return its parameters
    /// @throws RefusedException if an escape is malformed, a text is not UTF-8, or there are too many
    public static Parameters ofForm(byte[] body) {
        return read("form", new String(body, StandardCharsets.ISO_8859_1));
    }

    private static Parameters read(String what, String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        var read = new ArrayList<Parameter>();
        int from = 0;
        while (from <= text.length()) {
            int ampersand = text.indexOf('&', from);
            int to = ampersand < 0 ? text.length() : ampersand;
            if (to > from) {
                if (read.size() == MAX_COUNT) {
                    throw new RefusedException(
                            ProblemKind.BAD_PARAMETER,
                            what + ": more parameters (expected: at most " + MAX_COUNT + ")");
                }
                read.add(one(what, text.substring(from, to)));
            }
            from = to + 1;
        }
        return new Parameters(read);
    }

    private static Parameter one(String what, String text) {
        int equals = text.indexOf('=');
        String name = PercentCode.decodeForm(what, equals < 0 ? text : text.substring(0, equals));
        String value = equals < 0 ? "" : text.substring(equals + 1);
        return new Parameter(name, PercentCode.decodeForm(what + " " + Quoted.text(name), value));
    }

    /// @param more further parameters
    /// @return these, then those
    public Parameters and(Parameters more) {
        var joined = new ArrayList<>(all);
        joined.addAll(more.all);
        return new Parameters(joined);
    }

    /// @param name a parameter's name, compared exactly
    /// @return the values of all parameters of this name
    public List<String> values(String name) {
        List<String> values = List.of();
        for (Parameter parameter : all) {
            if (parameter.name().equals(name)) {
                values = values.isEmpty() ? new ArrayList<>(2) : values;
                values.add(parameter.value());
            }
        }
        return values;
    }

    /// @param name a parameter that may be given once
    /// @return its value
    /// @throws RefusedException if it is given more than once
    public Optional<String> single(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            throw new RefusedException(
                    ProblemKind.BAD_PARAMETER, name + ": " + values.size() + " given (expected: at most one)");
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
