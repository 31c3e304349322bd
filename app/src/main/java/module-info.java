/// The `spate` executable.
@org.jspecify.annotations.NullMarked
module dev.spate.app {
    requires static org.jspecify;
    requires dev.spate.hub;
    requires info.picocli;
    requires org.snakeyaml.engine;

    opens dev.spate.app to
            info.picocli;
}
