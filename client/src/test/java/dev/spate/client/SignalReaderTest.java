package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.wire.ReceivedEvent;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalReaderTest {

    private static Signal read(String type, String data) {
        return SignalReader.read(new ReceivedEvent("", type, data));
    }

    @Test
    void everySignalIsRead() {
        assertThat(read("spate.gap", "{\"reason\":\"slow\",\"from\":\"a\",\"to\":\"b\",\"missed\":3}"))
                .isEqualTo(new Signal.Gap("slow", "a", "b", OptionalLong.of(3)));
        assertThat(read("spate.position", "{\"position\":\"a\"}")).isEqualTo(new Signal.At("a"));
        assertThat(read("spate.close", "{\"reason\":\"drain\",\"retry\":1500}"))
                .isEqualTo(new Signal.Close("drain", Duration.ofMillis(1500)));
        assertThat(read("spate.lag", "{\"behind\":2,\"bytes\":9}")).isEqualTo(new Signal.Lag(2, 9));
        assertThat(read("spate.conflated", "{\"skipped\":4}")).isEqualTo(new Signal.Conflated(4));
        assertThat(read("spate.open", "{\"connection\":\"c\",\"position\":\"p\",\"heartbeat\":15000}"))
                .isEqualTo(new Signal.Open("c", "p", Duration.ofSeconds(15)));
    }

    @Test
    void aCountThatIsNotKnownIsEmpty() {
        assertThat(read("spate.gap", "{\"reason\":\"epoch\",\"missed\":null}"))
                .isEqualTo(new Signal.Gap("epoch", "", "", OptionalLong.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "[]", "{\"reason\":1}", "{\"reason\":{}}"})
    void whatCannotBeReadIsKeptAsItIs(String data) {
        assertThat(read("spate.gap", data)).isEqualTo(new Signal.Other("spate.gap", data));
    }

    @Test
    void aSignalOfALaterVersionIsKeptAsItIs() {
        assertThat(read("spate.new", "{}")).isEqualTo(new Signal.Other("spate.new", "{}"));
    }
}
