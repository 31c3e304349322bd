package dev.spate.server.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.StartAt;
import dev.spate.server.internal.http.Parameters;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StartTextTest {
    @Test
    void wordsAreNowEarliestAndSnapshot() {
        assertThat(StartText.read("now")).isEqualTo(new StartAt.Now());
        assertThat(StartText.read("earliest")).isEqualTo(new StartAt.Earliest());
        assertThat(StartText.read("snapshot")).isEqualTo(new StartAt.Snapshot());
    }

    @Nested
    class Counts {
        @Test
        void areNegativeNumbers() {
            assertThat(StartText.read("-1")).isEqualTo(new StartAt.Last(1));
            assertThat(StartText.read("-1000000")).isEqualTo(new StartAt.Last(1_000_000));
        }

        @ParameterizedTest
        @ValueSource(strings = {"-0", "-1000001", "-99999999999", "-", "10", "-1.5", "- 1"})
        void outOfRangeAreRefused(String text) {
            assertThatThrownBy(() -> StartText.read(text)).hasMessageStartingWith("start: ");
        }
    }

    @Nested
    class HowLongAgo {
        @ParameterizedTest
        @CsvSource(textBlock = """
            500ms, PT0.5S
            90s, PT1M30S
            10m, PT10M
            2h, PT2H
            1d, PT24H
            0s, PT0S
            36500d, PT876000H
            PT10M, PT10M
            P1DT2H, PT26H
            PT1.5S, PT1.5S
            """)
        void isANumberAndAUnitOrAnIsoDuration(String text, Duration age) {
            assertThat(StartText.read(text)).isEqualTo(new StartAt.Ago(age));
        }

        @ParameterizedTest
        @ValueSource(strings = {"36501d", "999999999999d", "PT876001H", "3153600001s"})
        void isAtMostACentury(String text) {
            assertRefused(text, "start: \"" + text + "\" (expected: at most 36500d ago)");
        }

        @ParameterizedTest
        @ValueSource(strings = {"10", "10 m", "m", "1.5h", "10M", "-10m", "1w", "PT", "P", "PT-1M", "P1M", "1h30m"})
        void isNothingElse(String text) {
            assertRefused(text, "(expected: now, earliest, snapshot, -N ");
        }
    }

    @Nested
    class Times {
        @ParameterizedTest
        @CsvSource(textBlock = """
            2026-11-23T04:00:00Z, 2026-11-23T04:00:00Z
            2026-11-23T04:00:00.5Z, 2026-11-23T04:00:00.5Z
            2026-11-23T04:00:00.123456789987Z, 2026-11-23T04:00:00.123456789Z
            2026-11-23T04:00:00+02:00, 2026-11-23T02:00:00Z
            2026-11-23T04:00:00-23:59, 2026-11-24T03:59:00Z
            2026-11-23T04:00:00-00:00, 2026-11-23T04:00:00Z
            2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z
            1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z
            9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z
            """)
        void areThoseOfRfc3339(String text, Instant moment) {
            assertThat(StartText.read(text)).isEqualTo(new StartAt.Since(moment));
        }

        // RFC 3339 §5.6: T and Z may alternatively be lower case.
        @Test
        void mayHaveLowerCaseLetters() {
            assertThat(StartText.read("2026-11-23t04:00:00z"))
                    .isEqualTo(new StartAt.Since(Instant.parse("2026-11-23T04:00:00Z")));
        }

        // RFC 3339 §5.7.
        @ParameterizedTest
        @CsvSource(textBlock = """
            2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z
            2016-12-31T15:59:60.5-08:00, 2017-01-01T00:00:00Z
            """)
        void mayBeALeapSecond(String text, Instant moment) {
            assertThat(StartText.read(text)).isEqualTo(new StartAt.Since(moment));
        }

        @Test
        void areReadEvenWhereTheUrlLostThePlus() {
            String decoded = Parameters.ofQuery("start=2026-11-23T04:00:00+02:00")
                    .single("start")
                    .orElseThrow();

            assertThat(StartText.read(decoded)).isEqualTo(new StartAt.Since(Instant.parse("2026-11-23T02:00:00Z")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-13-01T00:00:00Z",
                    "2026-02-29T00:00:00Z",
                    "2026-01-01T24:00:00Z",
                    "2026-01-01T00:60:00Z",
                    "2026-01-01T00:00:61Z",
                    "2026-01-01T12:00:60Z",
                    "2026-01-01T00:00:00+24:00",
                    "2026-01-01T00:00:00+00:60"
                })
        void thatDoNotExistAreRefused(String text) {
            assertRefused(text, "(expected: a day and a time that exist)");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-11-23",
                    "2026-11-23 04:00:00Z",
                    "2026-11-23T04:00:00",
                    "2026-11-23T04:00Z",
                    "2026-11-23T04:00:00.Z",
                    "2026-11-23T04:00:00,5Z",
                    "2026-11-23T04:00:00+0200",
                    "2026-11-23T04:00:00+02",
                    "20261123T040000Z",
                    "+2026-11-23T04:00:00Z",
                    "\u0662026-11-23T04:00:00Z"
                })
        void inAnyOtherFormAreRefused(String text) {
            assertRefused(text, "or an RFC 3339 time such as 2026-01-31T12:00:00Z)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "NOW", " now", "latest"})
    void nothingElseIsUnderstood(String text) {
        assertRefused(text, "start: \"" + text + "\" (expected: now, earliest, ");
    }

    private static void assertRefused(String text, String detail) {
        assertThatThrownBy(() -> StartText.read(text)).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.problem().kind()).isEqualTo(ProblemKind.BAD_PARAMETER);
            assertThat(refused.problem().detail()).contains(detail);
        });
    }
}
