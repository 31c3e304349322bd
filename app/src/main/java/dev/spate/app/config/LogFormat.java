package dev.spate.app.config;

/// How the program writes its own log.
public enum LogFormat {
    /// A line for people.
    TEXT,
    /// A JSON object on one line.
    JSON
}
