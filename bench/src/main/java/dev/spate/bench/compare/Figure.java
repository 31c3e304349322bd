package dev.spate.bench.compare;

import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/// A number that a run gives. Thread-safe: immutable.
enum Figure {
    CPU_PER_DELIVERY("CPU per delivery", "µs", "/server/cpu_us_per_delivery"),
    P99("99th percentile", "ms", "/latency_ms/p99"),
    DELIVERIES("deliveries", "/s", "/deliveries_per_second"),
    CATCH_UP("catching up", "s", "/catch_up_seconds"),
    PUBLISHED("published", "/s", "/published_per_second"),
    RESIDENT("resident memory of a stream", "KiB", "/server/rss_bytes_per_connection"),
    /// Not of the load generator: see [LiveHeap].
    HEAP("heap of a stream", "KiB", "");

    private static final double KIB = 1024;

    private final String title;
    private final String unit;
    private final String pointer;

    Figure(String title, String unit, String pointer) {
        this.title = title;
        this.unit = unit;
        this.pointer = pointer;
    }

    String title() {
        return title;
    }

    /// A value as a person reads it, with its unit.
    String text(double value) {
        return text(value, unit);
    }

    /// What the load generator says of it; nothing if it was not measured.
    OptionalDouble in(JsonNode result) {
        var value = result.at(pointer);
        if (pointer.isEmpty() || !value.isNumber()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(unit.equals("KiB") ? value.asDouble() / KIB : value.asDouble());
    }

    private static String text(double value, String unit) {
        String number = value >= 1_000 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return number.formatted(value) + (unit.startsWith("/") ? unit : " " + unit);
    }
}
