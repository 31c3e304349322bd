package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.spate.wire.VectorFile.EncodeVector;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every vector of `spec/event-stream/encode.json`.
class EncodeVectorsTest {

    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        return VectorFile.encode().vectors().stream()
                .map(vector -> dynamicTest(vector.name() + " (" + vector.clause() + ")", () -> check(vector)));
    }

    private static void check(EncodeVector vector) {
        EventEncoder encoder = new EventEncoder();
        if (vector.refused()) {
            assertThatIllegalArgumentException().isThrownBy(() -> write(vector, encoder));
            assertThat(encoder.size()).isZero();
            return;
        }
        write(vector, encoder);
        assertThat(encoder.toBytes()).asString(UTF_8).isEqualTo(vector.text());
    }

    private static void write(EncodeVector vector, EventEncoder encoder) {
        if (vector.event() != null) {
            encoder.event(vector.event().toEvent());
        }
        if (vector.comment() != null) {
            encoder.comment(vector.comment());
        }
        if (vector.retry() != null) {
            encoder.retry(vector.retry());
        }
    }
}
