package dev.spate.bench.yardstick;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;

/// Those who listen on one event loop.
///
/// Owner: that loop.
final class Crowd {
    /// A connection that is further behind is closed: the yardstick is for those who keep up.
    static final int MAX_BEHIND_BYTES = 4 << 20;

    private final List<Channel> channels = new ArrayList<>();

    void join(Channel channel) {
        channels.add(channel);
    }

    void leave(Channel channel) {
        channels.remove(channel);
    }

    /// Sends bytes to everybody, with a write and a flush for each.
    ///
    /// @param bytes taken over
    void send(ByteBuf bytes) {
        // From the last to the first: a connection may end, and leave, while it is written to.
        for (int index = channels.size() - 1; index >= 0; index--) {
            var channel = channels.get(index);
            if (channel.bytesBeforeWritable() > MAX_BEHIND_BYTES) {
                channel.close();
            } else {
                channel.write(bytes.retainedDuplicate(), channel.voidPromise());
                channel.flush();
            }
        }
        bytes.release();
    }
}
