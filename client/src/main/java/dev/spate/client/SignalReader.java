package dev.spate.client;

import dev.spate.wire.ReceivedEvent;
import dev.spate.wire.json.FlatJson;
import dev.spate.wire.json.JsonException;
import java.time.Duration;

/// Reads signals. Thread-safe: stateless.
final class SignalReader {

    private SignalReader() {}

    static boolean isSignal(ReceivedEvent event) {
        return event.type().startsWith(Signal.PREFIX);
    }

    static Signal read(ReceivedEvent event) {
        try {
            return read(event, FlatJson.parse(event.data()));
        } catch (JsonException unreadable) {
            return new Signal.Other(event.type(), event.data());
        }
    }

    private static Signal read(ReceivedEvent event, FlatJson data) throws JsonException {
        return switch (event.type()) {
            case "spate.gap" ->
                new Signal.Gap(text(data, "reason"), text(data, "from"), text(data, "to"), data.integer("missed"));
            case "spate.position" -> new Signal.At(text(data, "position"));
            case "spate.close" -> new Signal.Close(text(data, "reason"), millis(data, "retry"));
            case "spate.lag" -> new Signal.Lag(number(data, "behind"), number(data, "bytes"));
            case "spate.conflated" -> new Signal.Conflated(number(data, "skipped"));
            case "spate.open" ->
                new Signal.Open(text(data, "connection"), text(data, "position"), millis(data, "heartbeat"));
            default -> new Signal.Other(event.type(), event.data());
        };
    }

    private static String text(FlatJson data, String name) throws JsonException {
        return data.string(name).orElse("");
    }

    private static long number(FlatJson data, String name) throws JsonException {
        return data.integer(name).orElse(0);
    }

    private static Duration millis(FlatJson data, String name) throws JsonException {
        return Duration.ofMillis(Math.max(0, number(data, name)));
    }
}
