package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;

/// Why a log takes nothing now. Thread-safe: immutable.
///
/// @param sentence for people
/// @param cause what broke
/// @param isFinal whether only a restart helps; else it is tried again
/// @param neededBytes how much room there should be before it is tried again
record Trouble(String sentence, Throwable cause, boolean isFinal, long neededBytes) {
    static Trouble failed(String doing, Throwable cause) {
        var sentence = "log: " + doing + " failed, " + cause.getMessage()
                + " (expected: to succeed); nothing more is written until a restart";
        return new Trouble(sentence, cause, true, 0);
    }

    static Trouble full(Throwable cause, long neededBytes) {
        var sentence = "log: disk full, " + cause.getMessage() + " (expected: room for " + neededBytes
                + " bytes); goes on by itself when there is";
        return new Trouble(sentence, cause, false, neededBytes);
    }

    static Trouble passing(String doing, Throwable cause) {
        return new Trouble("log: " + doing + " failed, " + cause.getMessage() + "; is tried again", cause, false, 0);
    }

    static Trouble closed() {
        return new Trouble("log: closed (expected: open)", new IllegalStateException("closed"), true, 0);
    }

    HubException exception() {
        return new HubException(sentence, cause);
    }
}
