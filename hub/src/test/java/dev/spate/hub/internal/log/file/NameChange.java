package dev.spate.hub.internal.log.file;

import java.util.Map;

/// What was done to the names of a directory and was not forced yet. Thread-safe: immutable.
sealed interface NameChange {
    /// Does it to the names of another moment. What it was done to may not be there: then as much as makes sense
    /// happens.
    void applyTo(Map<String, StoredFile> names);

    /// A file was made.
    record Created(String name, StoredFile file) implements NameChange {
        @Override
        public void applyTo(Map<String, StoredFile> names) {
            names.put(name, file);
        }
    }

    /// A file got another name, whose file lost it.
    record Renamed(String from, String to, StoredFile file) implements NameChange {
        @Override
        public void applyTo(Map<String, StoredFile> names) {
            names.remove(from, file);
            names.put(to, file);
        }
    }

    /// A file lost its name.
    record Deleted(String name, StoredFile file) implements NameChange {
        @Override
        public void applyTo(Map<String, StoredFile> names) {
            names.remove(name, file);
        }
    }
}
