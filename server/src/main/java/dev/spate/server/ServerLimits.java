package dev.spate.server;

import java.time.Duration;

/// Every bound of a server, with its name. Make one from [#standard()] with the `with…` methods of its builder.
///
/// Thread-safe: immutable.
///
/// @param maxConnections the most connections; what is one too many is told to come back later
/// @param maxConnectionsPerAddress the most connections of one remote address (of one /64 with IPv6); 0: no limit.
///     Not applied where only the loopback is listened on
/// @param maxHeadBytes the most bytes of a request's head, line ends included
/// @param maxHeadFields the most header fields of a request
/// @param maxBodyBytes the most bytes of a form, of a JSON body and of a line of a bulk feed, after inflating; the
///     data of a raw body has the hub's own limit
/// @param maxBodiesBytes the most bytes of bodies that are being received, of all connections together; more are
///     told to come back later
/// @param maxBatchItems the most publications of a JSON array
/// @param maxBulkLines the most lines of one bulk feed that wait for their answer; at that the feed is not read on
/// @param maxBulkBytes the most bytes of lines of one bulk feed that wait for their answer; at that the feed is not
///     read on
/// @param maxPipelined the most requests of one connection that wait for their answer; at that the connection is
///     not read on
/// @param maxIgnoredBytes the most bytes that are read and thrown away after the last request of a connection; at
///     more it is closed
/// @param headTimeout a request's head has to be complete within this time
/// @param idleTimeout a connection without a request is closed after this time
/// @param bodyIdleTimeout a connection on which a body or an answer does not move on is closed after this time
/// @param feedIdleTimeout a bulk feed that brings nothing, not even an empty line, is closed after this time
/// @param lingerTimeout how long a connection that was refused may take to read why
/// @param userTimeout bytes that the peer does not acknowledge end the connection after this time, where the system
///     can; longer than a hub's `stalledAfter`
/// @param lowWaterMarkBytes a connection may be written to again when no more than this waits
/// @param highWaterMarkBytes a connection must not be written to while more than this waits
/// @param sendBufferBytes the kernel's buffer of what is being sent on one connection; on a loopback, less than two
///     of its large segments would wait for a delayed acknowledgement each time
/// @param notSentLowBytes what the kernel holds unsent before a connection counts as not writable, where the system
///     can
/// @param backlog the most connections that wait to be accepted
public record ServerLimits(
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxHeadBytes,
        int maxHeadFields,
        int maxBodyBytes,
        long maxBodiesBytes,
        int maxBatchItems,
        int maxBulkLines,
        int maxBulkBytes,
        int maxPipelined,
        int maxIgnoredBytes,
        Duration headTimeout,
        Duration idleTimeout,
        Duration bodyIdleTimeout,
        Duration feedIdleTimeout,
        Duration lingerTimeout,
        Duration userTimeout,
        int lowWaterMarkBytes,
        int highWaterMarkBytes,
        int sendBufferBytes,
        int notSentLowBytes,
        int backlog) {

    /// @throws IllegalArgumentException naming what is out of range
    public ServerLimits {
        atLeast("maxConnections", maxConnections, 1);
        atLeast("maxConnectionsPerAddress", maxConnectionsPerAddress, 0);
        atLeast("maxHeadBytes", maxHeadBytes, 256);
        atLeast("maxHeadFields", maxHeadFields, 1);
        atLeast("maxBodyBytes", maxBodyBytes, 1024);
        atLeast("maxBodiesBytes", maxBodiesBytes, 65536);
        atLeast("maxBatchItems", maxBatchItems, 1);
        atLeast("maxBulkLines", maxBulkLines, 1);
        atLeast("maxBulkBytes", maxBulkBytes, 1024);
        atLeast("maxPipelined", maxPipelined, 1);
        atLeast("maxIgnoredBytes", maxIgnoredBytes, 0);
        atLeast("headTimeout", headTimeout.toMillis(), 1);
        atLeast("idleTimeout", idleTimeout.toMillis(), 1);
        atLeast("bodyIdleTimeout", bodyIdleTimeout.toMillis(), 1);
        atLeast("feedIdleTimeout", feedIdleTimeout.toMillis(), 1);
        atLeast("lingerTimeout", lingerTimeout.toMillis(), 1);
        atLeast("userTimeout", userTimeout.toMillis(), 1);
        atLeast("lowWaterMarkBytes", lowWaterMarkBytes, 1);
        atLeast("highWaterMarkBytes", highWaterMarkBytes, 1);
        atLeast("sendBufferBytes", sendBufferBytes, 1024);
        atLeast("notSentLowBytes", notSentLowBytes, 1024);
        atLeast("backlog", backlog, 1);
        atLeast("maxBodiesBytes", maxBodiesBytes, maxBodyBytes);
        atLeast("highWaterMarkBytes", highWaterMarkBytes, lowWaterMarkBytes);
    }

    /// What a server has where nothing else is said.
    ///
    /// @return the standard limits
    public static ServerLimits standard() {
        return new ServerLimits(
                100_000,
                1_000,
                16 << 10,
                100,
                4 << 20,
                64L << 20,
                10_000,
                8_192,
                4 << 20,
                64,
                64 << 10,
                Duration.ofSeconds(10),
                Duration.ofSeconds(75),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(120),
                4 << 10,
                16 << 10,
                64 << 10,
                16 << 10,
                4_096);
    }

    /// Begins a copy of which some limits differ.
    ///
    /// @return a builder that holds these limits
    public ServerLimitsBuilder with() {
        return new ServerLimitsBuilder(this);
    }

    private static void atLeast(String what, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: >= " + min + ")");
        }
    }
}
