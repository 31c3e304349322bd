package dev.spate.app;

import java.io.InputStream;

/// What a command is connected to beside its writers. Thread-safe: immutable.
///
/// @param in standard input
/// @param isInputTerminal  whether a person types it
/// @param isOutputTerminal whether a person sees standard output
/// @param isErrorTerminal  whether a person sees standard error
record Ends(InputStream in, boolean isInputTerminal, boolean isOutputTerminal, boolean isErrorTerminal) {
    static Ends ofProcess() {
        return new Ends(System.in, Terminal.isStandardInput(), Terminal.isStandardOutput(), Terminal.isStandardError());
    }
}
