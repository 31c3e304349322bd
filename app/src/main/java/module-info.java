/// The `spate` executable.
@org.jspecify.annotations.NullMarked
module dev.spate.app {
    requires static org.jspecify;
    requires dev.spate.client;
    requires dev.spate.hub;
    requires info.picocli;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;

    opens dev.spate.app to
            info.picocli;
}
