package dev.spate.app.config;

/// Where a value came from, which is where to change it. Thread-safe: immutable.
public sealed interface Origin {
    /// Nobody gave it.
    record Fallback() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    /// The configuration file.
    ///
    /// @param file its name as it was given
    /// @param line counted from 1
    /// @param column counted from 1
    record InFile(String file, int line, int column) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /// An environment variable.
    ///
    /// @param name the variable
    record Variable(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }

    /// A flag of the command line.
    ///
    /// @param name the flag with its dashes
    record Flag(String name) implements Origin {
        @Override
        public String toString() {
            return name;
        }
    }
}
