package dev.spate.app.config;

import java.time.Duration;

/// What a connection's socket may hold, and for how long, as configured. Thread-safe: immutable.
///
/// @param sendBufferBytes the kernel's buffer of what is being sent on one connection
/// @param notSentBytes what the kernel holds unsent before a connection counts as not writable
/// @param lowWaterBytes a connection of the hub's own buffering may be written to again below this
/// @param highWaterBytes and must not be written to above this
/// @param userTimeout bytes that the peer does not acknowledge end the connection after this time
public record SocketLimits(
        int sendBufferBytes, int notSentBytes, int lowWaterBytes, int highWaterBytes, Duration userTimeout) {}
