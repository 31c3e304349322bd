package dev.spate.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class LogLinesTest {
    private final LoggingEvent event = new LoggingEvent();

    @BeforeEach
    void fillTheEvent() {
        event.setLoggerContext(new LoggerContext());
        event.setInstant(Instant.parse("2026-11-23T05:06:07.123456Z"));
        event.setLevel(Level.INFO);
        event.setLoggerName("dev.spate.A");
        event.addKeyValuePair(new KeyValuePair("count", 3));
        event.addKeyValuePair(new KeyValuePair("text", "a \"b\"\nc\u001b"));
    }

    @Nested
    class Text {
        @Test
        void isOneLineWithThePairsAtItsEnd() {
            event.setMessage("it happened");

            assertThat(new TextLines().doLayout(event))
                    .isEqualTo("2026-11-23T05:06:07.123Z INFO  it happened count=3 text=\"a \\\"b\\\"\\nc\\u001b\""
                            + System.lineSeparator());
        }

        @Test
        void nobodyCanForgeALine() {
            event.setMessage("one\r\ntwo");

            assertThat(new TextLines().doLayout(event).lines()).hasSize(1);
        }
    }

    @Nested
    class Json {
        @Test
        void isOneObjectWithThePairsAsMembers() {
            event.setMessage("it happened");

            assertThat(new JsonLines().doLayout(event))
                    .isEqualTo("{\"time\":\"2026-11-23T05:06:07.123Z\",\"level\":\"info\",\"message\":\"it happened\","
                            + "\"logger\":\"dev.spate.A\",\"count\":3,\"text\":\"a \\\"b\\\"\\nc\\u001B\"}"
                            + System.lineSeparator());
        }

        @Test
        void aFailureIsAMemberToo() {
            event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(new IllegalStateException("no")));

            assertThat(new JsonLines().doLayout(event).lines())
                    .singleElement()
                    .asString()
                    .contains("\"error\":\"java.lang.IllegalStateException: no\\n");
        }
    }
}
