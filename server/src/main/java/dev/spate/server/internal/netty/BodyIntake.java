package dev.spate.server.internal.netty;

import io.netty.buffer.ByteBuf;

/// Where the body of a request goes.
///
/// Owner: the connection's event loop.
interface BodyIntake {
    /// Takes a piece; its buffer stays the caller's.
    void take(ByteBuf content);

    /// The body is complete.
    void complete();

    /// The body will never be complete.
    void giveUp();

    /// @return whether nothing should be taken now
    boolean isPaused();
}
