package dev.spate.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

final class MeasurementTest {
    @Test
    void readsWhatTheLoadGeneratorMeasured() {
        var measured = Measurement.read("""
            {"scenario":"steady","deliveries_per_second":99000.5,"published_per_second":10,
             "latency_ms":{"p50":1,"p99":12.5},"lost":0,
             "server":{"pid":1,"cpu_us_per_delivery":7.25,"rss_bytes_per_connection":2048},"ok":true}
            """);

        assertThat(measured.figures())
                .containsOnly(
                        entry(Figure.DELIVERIES, 99_000.5),
                        entry(Figure.PUBLISHED, 10.0),
                        entry(Figure.P99, 12.5),
                        entry(Figure.CPU_PER_DELIVERY, 7.25),
                        entry(Figure.RESIDENT, 2.0));
        assertThat(measured.isGood()).isTrue();
    }

    @Test
    void namesWhatWasNotInOrder() {
        var measured = Measurement.read("""
            {"lost":3,"doubled":0,"out_of_order":0,"gaps":0,"refused":0,"failed_connections":2,"ok":false}
            """);

        assertThat(measured.faults()).containsExactly("lost 3", "failed connections 2");
    }

    @Test
    void isNotGoodWhereTheGeneratorSaysSoWithoutAFault() {
        assertThat(Measurement.read("{\"lost\":0,\"ok\":false}").isGood()).isFalse();
    }

    @Test
    void takesAnotherFigure() {
        var measured = Measurement.read("{\"ok\":true}").with(Figure.HEAP, 0.9);

        assertThat(measured.figures()).containsOnly(entry(Figure.HEAP, 0.9));
    }

    @Test
    void refusesWhatIsNoResult() {
        assertThatThrownBy(() -> Measurement.read("spate: connection refused"))
                .isInstanceOf(CompareException.class)
                .hasMessageContaining("expected: its result as JSON");
        assertThatThrownBy(() -> Measurement.read("{}"))
                .isInstanceOf(CompareException.class)
                .hasMessage("bench: \"{}\" (expected: a result with \"ok\")");
    }
}
