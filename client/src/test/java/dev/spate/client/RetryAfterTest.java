package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "120,120",
        "' 7 ',7",
        "999999999,999999999",
        "9999999999,0",
        "-1,0",
        "+1,0",
        "1.5,0",
        "'',0",
        "soon,0",
        "'Mon, 23 Nov 2026 04:01:00 GMT',60",
        "'Mon, 23 Nov 2026 03:59:00 GMT',0",
        "'Mon, 99 Nov 2026 03:59:00 GMT',0"
    })
    void secondsAndDatesAreRead(String value, long seconds) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(value)), (name, text) -> true);

        assertThat(RetryAfter.of(headers, () -> NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
