package dev.spate.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.spate.app.config.LogFormat;
import dev.spate.app.config.LogLevel;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the program's own log goes: to standard error, always. Until somebody says otherwise only warnings, as
/// lines for people, so that the commands that are clients stay quiet.
///
/// Thread-safe: stateless; the loggers themselves are.
public final class Logs extends ContextAwareBase implements Configurator {
    /// Sets level and format for the rest of the process.
    ///
    /// @param level what to show
    /// @param format how
    public static void configure(LogLevel level, LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            set(context, Level.valueOf(level.name()), format);
        }
    }

    /// Called by Logback itself when the first logger is asked for.
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        set(context, Level.WARN, LogFormat.TEXT);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void set(LoggerContext context, Level level, LogFormat format) {
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout(context, format));
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setTarget(ConsoleTarget.SystemErr.getName());
        appender.setEncoder(encoder);
        encoder.start();
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(level);
        // What the libraries below say of themselves is for those who look for a fault in them.
        context.getLogger("io.netty").setLevel(level == Level.TRACE ? Level.TRACE : Level.WARN);
    }

    private static Layout<ILoggingEvent> layout(LoggerContext context, LogFormat format) {
        var layout = switch (format) {
            case TEXT -> new TextLines();
            case JSON -> new JsonLines();
        };
        layout.setContext(context);
        layout.start();
        return layout;
    }
}
