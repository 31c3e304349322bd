package dev.spate.app.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// The one buffer that all connections of a thread are read into. Owner: that thread.
final class Intake {
    private final byte[] bytes;
    private final ByteBuffer buffer;

    Intake(int capacity) {
        this.bytes = new byte[capacity];
        this.buffer = ByteBuffer.wrap(bytes);
    }

    /// Reads what there is.
    ///
    /// @return how many bytes, -1 at the end
    int readFrom(SocketChannel channel) throws IOException {
        buffer.clear();
        return channel.read(buffer);
    }

    /// What was read last stands at the beginning.
    byte[] bytes() {
        return bytes;
    }
}
