package dev.spate.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// What `--version` says: the version that the build wrote into the jar. Thread-safe: stateless.
final class Version implements IVersionProvider {
    static String current() {
        String written = Version.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(written, "(not packaged)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"spate " + current()};
    }
}
