package dev.spate.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// [FlatJson] against a JSON library, on objects that are damaged at random. A failure names the seed and the text.
class FlatJsonOracleTest {

    private static final int SAMPLES = 50_000;

    private static final List<String> PARTS = List.of(
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00e9", "\\n", " ", "\n", "0", "1", "-", "+", ".", "e", "E",
            "true", "false", "null", "\"a\"", "\"b\":", "\"a\":", "😀", "\u0001", "\u00A0", "x", "/");

    private static final JsonMapper ORACLE = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Test
    void takesAndRefusesWhatALibraryDoes() {
        for (long seed = 0; seed < SAMPLES; seed++) {
            String text = text(new Random(seed));
            String as = "seed " + seed + ": " + text;

            assertThat(ours(text)).as(as).isEqualTo(theirs(text));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("{\"a\":\"x\\u0041\",\"b\":-12.5e3,\"c\":true,\"d\":null,\"e\":17}");
        int damages = random.nextInt(4);
        for (int i = 0; i < damages; i++) {
            int at = random.nextInt(text.length() + 1);
            if (random.nextBoolean()) {
                text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
            } else {
                text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(6)));
            }
        }
        return text.toString();
    }

    private static Optional<Map<String, String>> ours(String text) {
        try {
            FlatJson json = FlatJson.parse(text);
            Map<String, String> strings = new LinkedHashMap<>();
            for (String name : json.names()) {
                strings.put(name, string(json, name));
            }
            return Optional.of(strings);
        } catch (JsonException refused) {
            return Optional.empty();
        }
    }

    private static String string(FlatJson json, String name) {
        try {
            return json.string(name).orElse("null");
        } catch (JsonException notAString) {
            return "not a string";
        }
    }

    private static Optional<Map<String, String>> theirs(String text) {
        try {
            JsonNode node = ORACLE.readTree(text);
            if (!node.isObject()
                    || node.properties().stream().anyMatch(m -> m.getValue().isContainer())) {
                return Optional.empty();
            }
            Map<String, String> strings = new LinkedHashMap<>();
            node.properties().forEach(member -> strings.put(member.getKey(), string(member.getValue())));
            return Optional.of(strings);
        } catch (JacksonException refused) {
            return Optional.empty();
        }
    }

    private static String string(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        return value.isNull() ? "null" : "not a string";
    }
}
