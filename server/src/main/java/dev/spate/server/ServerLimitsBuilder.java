package dev.spate.server;

import java.time.Duration;

/// Builds [ServerLimits] from others.
///
/// Owner: the thread that made it.
public final class ServerLimitsBuilder {
    private int maxConnections;
    private int maxConnectionsPerAddress;
    private int maxHeadBytes;
    private int maxHeadFields;
    private int maxBodyBytes;
    private long maxBodiesBytes;
    private int maxBatchItems;
    private int maxBulkLines;
    private int maxBulkBytes;
    private int maxPipelined;
    private int maxIgnoredBytes;
    private Duration headTimeout;
    private Duration idleTimeout;
    private Duration bodyIdleTimeout;
    private Duration feedIdleTimeout;
    private Duration lingerTimeout;
    private Duration userTimeout;
    private int lowWaterMarkBytes;
    private int highWaterMarkBytes;
    private int sendBufferBytes;
    private int notSentLowBytes;
    private int backlog;

    ServerLimitsBuilder(ServerLimits from) {
        this.maxConnections = from.maxConnections();
        this.maxConnectionsPerAddress = from.maxConnectionsPerAddress();
        this.maxHeadBytes = from.maxHeadBytes();
        this.maxHeadFields = from.maxHeadFields();
        this.maxBodyBytes = from.maxBodyBytes();
        this.maxBodiesBytes = from.maxBodiesBytes();
        this.maxBatchItems = from.maxBatchItems();
        this.maxBulkLines = from.maxBulkLines();
        this.maxBulkBytes = from.maxBulkBytes();
        this.maxPipelined = from.maxPipelined();
        this.maxIgnoredBytes = from.maxIgnoredBytes();
        this.headTimeout = from.headTimeout();
        this.idleTimeout = from.idleTimeout();
        this.bodyIdleTimeout = from.bodyIdleTimeout();
        this.feedIdleTimeout = from.feedIdleTimeout();
        this.lingerTimeout = from.lingerTimeout();
        this.userTimeout = from.userTimeout();
        this.lowWaterMarkBytes = from.lowWaterMarkBytes();
        this.highWaterMarkBytes = from.highWaterMarkBytes();
        this.sendBufferBytes = from.sendBufferBytes();
        this.notSentLowBytes = from.notSentLowBytes();
        this.backlog = from.backlog();
    }

    /// @param value the most connections; what is one too many is told to come back later
    /// @return this
    public ServerLimitsBuilder maxConnections(int value) {
        maxConnections = value;
        return this;
    }

    /// @param value the most connections of one remote address (of one /64 with IPv6); 0: no limit. Not applied
    ///     where only the loopback is listened on
    /// @return this
    public ServerLimitsBuilder maxConnectionsPerAddress(int value) {
        maxConnectionsPerAddress = value;
        return this;
    }

    /// @param value the most bytes of a request's head, line ends included
    /// @return this
    public ServerLimitsBuilder maxHeadBytes(int value) {
        maxHeadBytes = value;
        return this;
    }

    /// @param value the most header fields of a request
    /// @return this
    public ServerLimitsBuilder maxHeadFields(int value) {
        maxHeadFields = value;
        return this;
    }

    /// @param value the most bytes of a form, of a JSON body and of a line of a bulk feed, after inflating; the
    ///     data of a raw body has the hub's own limit
    /// @return this
    public ServerLimitsBuilder maxBodyBytes(int value) {
        maxBodyBytes = value;
        return this;
    }

    /// @param value the most bytes of bodies that are being received, of all connections together; more are told to
    ///     come back later
    /// @return this
    public ServerLimitsBuilder maxBodiesBytes(long value) {
        maxBodiesBytes = value;
        return this;
    }

    /// @param value the most publications of a JSON array
    /// @return this
    public ServerLimitsBuilder maxBatchItems(int value) {
        maxBatchItems = value;
        return this;
    }

    /// @param value the most lines of one bulk feed that wait for their answer; at that the feed is not read on
    /// @return this
    public ServerLimitsBuilder maxBulkLines(int value) {
        maxBulkLines = value;
        return this;
    }

    /// @param value the most bytes of lines of one bulk feed that wait for their answer; at that the feed is not
    ///     read on
    /// @return this
    public ServerLimitsBuilder maxBulkBytes(int value) {
        maxBulkBytes = value;
        return this;
    }

    /// @param value the most requests of one connection that wait for their answer; at that the connection is not
    ///     read on
    /// @return this
    public ServerLimitsBuilder maxPipelined(int value) {
        maxPipelined = value;
        return this;
    }

    /// @param value the most bytes that are read and thrown away after the last request of a connection; at more it
    ///     is closed
    /// @return this
    public ServerLimitsBuilder maxIgnoredBytes(int value) {
        maxIgnoredBytes = value;
        return this;
    }

    /// @param value a request's head has to be complete within this time
    /// @return this
    public ServerLimitsBuilder headTimeout(Duration value) {
        headTimeout = value;
        return this;
    }

    /// @param value a connection without a request is closed after this time
    /// @return this
    public ServerLimitsBuilder idleTimeout(Duration value) {
        idleTimeout = value;
        return this;
    }

    /// @param value a connection on which a body or an answer does not move on is closed after this time
    /// @return this
    public ServerLimitsBuilder bodyIdleTimeout(Duration value) {
        bodyIdleTimeout = value;
        return this;
    }

    /// @param value a bulk feed that brings nothing, not even an empty line, is closed after this time
    /// @return this
    public ServerLimitsBuilder feedIdleTimeout(Duration value) {
        feedIdleTimeout = value;
        return this;
    }

    /// @param value how long a connection that was refused may take to read why
    /// @return this
    public ServerLimitsBuilder lingerTimeout(Duration value) {
        lingerTimeout = value;
        return this;
    }

    /// @param value bytes that the peer does not acknowledge end the connection after this time, where the system
    ///     can; longer than a hub's `stalledAfter`
    /// @return this
    public ServerLimitsBuilder userTimeout(Duration value) {
        userTimeout = value;
        return this;
    }

    /// @param value a connection may be written to again when no more than this waits
    /// @return this
    public ServerLimitsBuilder lowWaterMarkBytes(int value) {
        lowWaterMarkBytes = value;
        return this;
    }

    /// @param value a connection must not be written to while more than this waits
    /// @return this
    public ServerLimitsBuilder highWaterMarkBytes(int value) {
        highWaterMarkBytes = value;
        return this;
    }

    /// @param value the kernel's buffer of what is being sent on one connection; on a loopback, less than two of
    ///     its large segments would wait for a delayed acknowledgement each time
    /// @return this
    public ServerLimitsBuilder sendBufferBytes(int value) {
        sendBufferBytes = value;
        return this;
    }

    /// @param value what the kernel holds unsent before a connection counts as not writable, where the system can
    /// @return this
    public ServerLimitsBuilder notSentLowBytes(int value) {
        notSentLowBytes = value;
        return this;
    }

    /// @param value the most connections that wait to be accepted
    /// @return this
    public ServerLimitsBuilder backlog(int value) {
        backlog = value;
        return this;
    }

    /// @return limits with what was set
    /// @throws IllegalArgumentException naming what is out of range
    public ServerLimits build() {
        return new ServerLimits(
                maxConnections,
                maxConnectionsPerAddress,
                maxHeadBytes,
                maxHeadFields,
                maxBodyBytes,
                maxBodiesBytes,
                maxBatchItems,
                maxBulkLines,
                maxBulkBytes,
                maxPipelined,
                maxIgnoredBytes,
                headTimeout,
                idleTimeout,
                bodyIdleTimeout,
                feedIdleTimeout,
                lingerTimeout,
                userTimeout,
                lowWaterMarkBytes,
                highWaterMarkBytes,
                sendBufferBytes,
                notSentLowBytes,
                backlog);
    }
}
