package dev.spate.bench.yardstick;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Everything that was sent, ready to be sent again: nothing is dropped, nothing has to be found but where an event
/// ends. Bytes lie in slabs, so that a whole slab is one slice.
///
/// Owner: the one event loop of a yardstick that remembers.
final class History {
    static final int SLAB_BYTES = 64 << 10;
    private static final int FIRST_EVENTS = 1_024;

    private final List<ByteBuf> slabs = new ArrayList<>();
    /// Where each event begins: the number of the slab, and the place in it.
    private long[] starts = new long[FIRST_EVENTS];
    private int events;

    /// Who is sent what it missed. Owner: the event loop.
    final class Replay {
        private int slab;
        private int place;

        private Replay(int slab, int place) {
            this.slab = slab;
            this.place = place;
        }

        /// The next bytes, with a share for the caller; empty at the end.
        ByteBuf next() {
            if (slab < slabs.size() - 1 && place == slabs.get(slab).readableBytes()) {
                slab++;
                place = 0;
            }
            if (slab >= slabs.size()) {
                return Unpooled.EMPTY_BUFFER;
            }
            var bytes = slabs.get(slab);
            var rest = bytes.retainedSlice(place, bytes.readableBytes() - place);
            place = bytes.readableBytes();
            return rest;
        }
    }

    /// How many events there are; the next one has this number.
    int events() {
        return events;
    }

    /// @param chunk an event, framed; the caller keeps it
    void add(ByteBuf chunk) {
        var last = slabs.isEmpty() ? null : slabs.getLast();
        if (last == null || last.writableBytes() < chunk.readableBytes()) {
            last = Unpooled.directBuffer(Math.max(SLAB_BYTES, chunk.readableBytes()));
            slabs.add(last);
        }
        if (events == starts.length) {
            starts = Arrays.copyOf(starts, 2 * events);
        }
        starts[events++] = ((long) (slabs.size() - 1) << Integer.SIZE) | last.readableBytes();
        last.writeBytes(chunk, chunk.readerIndex(), chunk.readableBytes());
    }

    /// What came after an event.
    ///
    /// @param number of the last event that is not to be sent; -1 for all
    Replay after(int number) {
        if (number + 1 >= events) {
            int last = Math.max(0, slabs.size() - 1);
            return new Replay(last, slabs.isEmpty() ? 0 : slabs.get(last).readableBytes());
        }
        long start = starts[number + 1];
        return new Replay((int) (start >>> Integer.SIZE), (int) start);
    }
}
