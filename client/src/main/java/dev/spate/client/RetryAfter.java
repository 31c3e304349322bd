package dev.spate.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/// The `Retry-After` header (RFC 9110 section 10.2.3). Thread-safe: stateless.
final class RetryAfter {

    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /// How long the answer asks to wait; zero if it does not say, or says nothing that can be read.
    static Duration of(HttpHeaders headers, InstantSource clock) {
        String value = headers.firstValue("Retry-After").orElse("").strip();
        return isSeconds(value) ? Duration.ofSeconds(Long.parseLong(value)) : untilDate(value, clock);
    }

    private static boolean isSeconds(String value) {
        return !value.isEmpty() && value.length() <= MAX_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Duration untilDate(String value, InstantSource clock) {
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), date);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeParseException notADate) {
            return Duration.ZERO;
        }
    }
}
