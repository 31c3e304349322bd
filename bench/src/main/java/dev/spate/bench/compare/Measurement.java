package dev.spate.bench.compare;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one run came to. Thread-safe: immutable.
///
/// @param figures what was measured
/// @param faults what was not in order, such as `lost 3`; empty if everything was
record Measurement(Map<Figure, Double> figures, List<String> faults) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> FAULTS =
            List.of("lost", "doubled", "out_of_order", "gaps", "refused", "failed_connections");

    Measurement {
        figures = Map.copyOf(figures);
        faults = List.copyOf(faults);
    }

    /// Reads what `spate bench --json` wrote.
    ///
    /// @throws CompareException if it is something else
    static Measurement read(String json) {
        JsonNode result = parse(json);
        var figures = new EnumMap<Figure, Double>(Figure.class);
        for (Figure figure : Figure.values()) {
            figure.in(result).ifPresent(value -> figures.put(figure, value));
        }
        return new Measurement(figures, faultsIn(result));
    }

    Measurement with(Figure figure, double value) {
        var more = new EnumMap<>(figures.isEmpty() ? new EnumMap<Figure, Double>(Figure.class) : figures);
        more.put(figure, value);
        return new Measurement(more, faults);
    }

    boolean isGood() {
        return faults.isEmpty();
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode result = JSON.readTree(json);
            if (result.path("ok").isBoolean()) {
                return result;
            }
        } catch (JacksonException e) {
            throw new CompareException("bench: \"" + json.strip() + "\" (expected: its result as JSON)", e);
        }
        throw new CompareException("bench: \"" + json.strip() + "\" (expected: a result with \"ok\")");
    }

    private static List<String> faultsIn(JsonNode result) {
        if (result.path("ok").asBoolean()) {
            return List.of();
        }
        var counted = FAULTS.stream()
                .filter(fault -> result.path(fault).asLong(0) > 0)
                .map(fault -> fault.replace('_', ' ') + " " + result.path(fault).asLong())
                .toList();
        return counted.isEmpty() ? Stream.of("not ok").toList() : counted;
    }
}
