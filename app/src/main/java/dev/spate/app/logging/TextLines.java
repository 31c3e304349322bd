package dev.spate.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/// A line for people: time, level, what happened, and `key=value`. Thread-safe: stateless.
final class TextLines extends LayoutBase<ILoggingEvent> {
    private static final Pattern PLAIN = Pattern.compile("[^\\s\"=\\p{Cntrl}]+");
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\\\\"]");

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder();
        line.append(event.getInstant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
        line.append("%-5s ".formatted(event.getLevel()));
        line.append(escaped(event.getFormattedMessage()));
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> line.append(' ').append(pair.key).append('=').append(value(pair.value)));
        }
        line.append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append(System.lineSeparator());
        }
        return line.toString();
    }

    private static String value(Object value) {
        String text = String.valueOf(value);
        return PLAIN.matcher(text).matches() ? text : "\"" + escaped(text) + "\"";
    }

    /// One event is one line, whatever somebody managed to get into it.
    private static String escaped(String text) {
        return UNSAFE.matcher(text).replaceAll(found -> switch (found.group().charAt(0)) {
            case '"' -> "\\\\\"";
            case '\\' -> "\\\\\\\\";
            case '\n' -> "\\\\n";
            default -> "\\\\u%04x".formatted((int) found.group().charAt(0));
        });
    }
}
