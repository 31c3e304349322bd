package dev.spate.app.config;

import java.util.List;
import java.util.Set;

/// What the configuration says of those who come without a token. Thread-safe: immutable.
public sealed interface Anonymous {
    /// Nothing was said: on loopback they may do everything, elsewhere the start is refused.
    record Unsaid() implements Anonymous {}

    /// It was said out loud.
    ///
    /// @param rights what they may do; empty: nothing
    record Said(Set<Right> rights) implements Anonymous {
        public Said {
            rights = Set.copyOf(rights);
        }
    }

    Kind<Anonymous> KIND = new Kind<>(true, "subscribe, publish, both of them, none, or auto", Anonymous::read);

    private static Anonymous read(List<String> texts) {
        if (texts.equals(List.of("auto"))) {
            return new Unsaid();
        }
        if (texts.isEmpty() || texts.equals(List.of("none"))) {
            return new Said(Set.of());
        }
        var rights = Kinds.words(Right.class, "").read(texts);
        return new Said(Set.copyOf(rights));
    }
}
