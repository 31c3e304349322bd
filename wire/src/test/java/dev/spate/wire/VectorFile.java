package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The vectors of one file of `spec/event-stream`; its README tells what the members mean.
record VectorFile<V>(String description, List<V> vectors) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static VectorFile<ParseVector> parse(Path file) throws IOException {
        return MAPPER.readValue(
                Files.readString(file),
                MAPPER.getTypeFactory().constructParametricType(VectorFile.class, ParseVector.class));
    }

    static VectorFile<EncodeVector> encode() throws IOException {
        return MAPPER.readValue(
                Files.readString(folder().resolve("encode.json")),
                MAPPER.getTypeFactory().constructParametricType(VectorFile.class, EncodeVector.class));
    }

    static List<Path> parseFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("encode.json"))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(VectorFile.class.getResource("/event-stream"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String input, String inputHex) {
        return input != null
                ? input.getBytes(UTF_8)
                : HexFormat.ofDelimiter(" ").parseHex(Objects.requireNonNull(inputHex, "input or inputHex"));
    }

    record ParseVector(
            String name,
            String clause,
            String input,
            String inputHex,
            String resumeAfter,
            List<Connection> connections,
            List<Step> steps,
            Expected expect) {

        EventId resumeId() {
            return resumeAfter == null ? EventId.NONE : new EventId(resumeAfter);
        }

        /// The inputs, a connection each.
        List<byte[]> inputs() {
            if (connections != null) {
                return connections.stream().map(Connection::bytes).toList();
            }
            if (steps != null) {
                return List.of(concatenated());
            }
            return List.of(VectorFile.bytes(input, inputHex));
        }

        private byte[] concatenated() {
            ByteArray all = new ByteArray(16, Integer.MAX_VALUE);
            for (Step step : steps) {
                all.append(step.bytes(), 0, step.bytes().length);
            }
            return all.copy();
        }
    }

    record Connection(String input, String inputHex, String lastEventId) {
        byte[] bytes() {
            return VectorFile.bytes(input, inputHex);
        }
    }

    record Step(String input, String inputHex, Counts after) {
        byte[] bytes() {
            return VectorFile.bytes(input, inputHex);
        }
    }

    record Counts(Integer events, Integer comments, Integer retry) {}

    record Expected(List<ReceivedEvent> events, List<String> comments, List<Long> retry, String lastEventId) {
        Recording.Result result() {
            return new Recording.Result(
                    events, comments == null ? List.of() : comments, retry == null ? List.of() : retry);
        }
    }

    record EncodeVector(
            String name, String clause, Fields event, String comment, Long retry, String text, boolean refused) {}

    record Fields(String id, String type, String data, Long retry) {
        Event toEvent() {
            return new Event(
                    new EventId(Objects.requireNonNullElse(id, "")),
                    Objects.requireNonNullElse(type, ""),
                    data,
                    Objects.requireNonNullElse(retry, Event.NO_RETRY));
        }
    }
}
