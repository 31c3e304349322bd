package dev.spate.bench.yardstick;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.concurrent.ConcurrentHashMap;

/// Those who listen, by event loop. Thread-safe.
final class Crowds {
    private final ConcurrentHashMap<EventLoop, Crowd> byLoop = new ConcurrentHashMap<>();

    /// Adds a connection to the crowd of its loop. Called on that loop.
    void join(Channel channel) {
        of(channel.eventLoop()).join(channel);
    }

    /// Takes a connection out. Called on its loop.
    void leave(Channel channel) {
        of(channel.eventLoop()).leave(channel);
    }

    /// Sends bytes to everybody; on the caller's loop at once.
    ///
    /// @param bytes taken over, and released once everybody has a share
    void send(ByteBuf bytes) {
        byLoop.forEach((loop, crowd) -> {
            bytes.retain();
            if (loop.inEventLoop()) {
                crowd.send(bytes);
            } else {
                loop.execute(() -> crowd.send(bytes));
            }
        });
        bytes.release();
    }

    private Crowd of(EventLoop loop) {
        return byLoop.computeIfAbsent(loop, _ -> new Crowd());
    }
}
