/// The `spate` executable.
@org.jspecify.annotations.NullMarked
module dev.spate.app {
    requires static org.jspecify;
    requires HdrHistogram;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires dev.spate.client;
    requires dev.spate.hub;
    requires dev.spate.server;
    requires info.picocli;
    requires jdk.unsupported;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;

    provides ch.qos.logback.classic.spi.Configurator with
            dev.spate.app.logging.Logs;

    opens dev.spate.app to
            info.picocli;
}
