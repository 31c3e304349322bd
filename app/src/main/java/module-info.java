/// The `spate` executable.
@org.jspecify.annotations.NullMarked
module dev.spate.app {
    requires static org.jspecify;
    requires info.picocli;

    opens dev.spate.app to
            info.picocli;
}
