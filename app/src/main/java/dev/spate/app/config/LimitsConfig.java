package dev.spate.app.config;

import java.time.Duration;

/// The bounds of the whole process, as configured. Thread-safe: immutable.
///
/// @param connections the most open connections
/// @param perAddress the most open connections of one address; 0 where there is no such limit
/// @param pinnedBytes the most bytes of one hub that sockets may hold
/// @param dataBytes the most bytes of one event's data
/// @param headBytes the most bytes of a request's head
/// @param drain how long a stop waits for the streams to get what they lack
/// @param sockets what a connection's socket may hold
public record LimitsConfig(
        int connections,
        int perAddress,
        long pinnedBytes,
        int dataBytes,
        int headBytes,
        Duration drain,
        SocketLimits sockets) {}
