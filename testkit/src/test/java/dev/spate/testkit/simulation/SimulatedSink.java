package dev.spate.testkit.simulation;

import dev.spate.hub.Block;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;
import java.util.ArrayDeque;

/// A socket of a few bytes, to a client that takes them when the simulation says so.
///
/// Owner: the simulation's thread.
final class SimulatedSink implements EventSink {
    private final SteppedLoop loop;
    private final Framing framing;
    private final int capacity;
    private final Session session;
    private final ArrayDeque<Block> waiting = new ArrayDeque<>();
    private int firstTaken;
    private long pending;
    private long flushable;
    private long allowance = Long.MAX_VALUE;
    private End end = End.NONE;
    /// How many bytes were taken.
    private long taken;

    /// How it ended.
    enum End {
        NONE,
        CLOSING,
        CLOSED,
        ABORTED,
        GONE
    }

    SimulatedSink(SteppedLoop loop, Framing framing, int capacity, Session session) {
        this.loop = loop;
        this.framing = framing;
        this.capacity = capacity;
        this.session = session;
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public void write(Block block) {
        requireOpen();
        if (end == End.GONE) {
            return;
        }
        block.retain();
        waiting.add(block);
        pending += block.length();
        session.onBlock(block);
    }

    @Override
    public void flush() {
        requireOpen();
        flushable = pending;
        take();
    }

    @Override
    public boolean isWritable() {
        requireLoop();
        return end == End.NONE && pending < capacity;
    }

    @Override
    public long pendingBytes() {
        return pending;
    }

    @Override
    public void close() {
        requireOpen();
        if (end == End.NONE) {
            if (flushable != pending) {
                throw session.violation("was closed with bytes left behind");
            }
            end = End.CLOSING;
            take();
        }
    }

    @Override
    public void abort() {
        requireLoop();
        if (end == End.NONE) {
            session.onAbort(pending);
            giveUp(End.ABORTED);
        }
    }

    End end() {
        return end;
    }

    boolean isOpen() {
        return end == End.NONE || end == End.CLOSING;
    }

    boolean isFull() {
        return end == End.NONE && pending >= capacity;
    }

    /// The client takes so many bytes more, even within a block.
    ///
    /// @return whether it has become writable by that
    boolean allow(long bytes) {
        boolean wasFull = isFull();
        allowance = bytes;
        if (isOpen()) {
            take();
        }
        return wasFull && end == End.NONE && !isFull();
    }

    boolean isHeldUp() {
        return allowance == 0;
    }

    /// The client is gone.
    void goAway() {
        giveUp(End.GONE);
    }

    /// The block of which a part was taken, if there is one, and how many bytes those are.
    int takenOfFirst() {
        return firstTaken;
    }

    Block firstWaiting() {
        return waiting.getFirst();
    }

    int blocksWaiting() {
        return waiting.size();
    }

    long takenBytes() {
        return taken;
    }

    private void take() {
        while (flushable > 0 && allowance > 0) {
            var block = waiting.getFirst();
            int length = (int) Math.min(block.length() - firstTaken, allowance);
            allowance -= allowance == Long.MAX_VALUE ? 0 : length;
            flushable -= length;
            pending -= length;
            firstTaken += length;
            taken += length;
            if (firstTaken == block.length()) {
                firstTaken = 0;
                waiting.removeFirst().release();
                session.onBlockTaken();
            }
        }
        if (end == End.CLOSING && pending == 0) {
            end = End.CLOSED;
        }
    }

    private void giveUp(End how) {
        session.onGivenUp(firstTaken == 0 ? null : waiting.getFirst(), firstTaken);
        waiting.forEach(Block::release);
        waiting.clear();
        pending = 0;
        flushable = 0;
        end = how;
    }

    private void requireLoop() {
        if (!loop.inLoop()) {
            throw session.violation("its sink was called off the loop");
        }
    }

    private void requireOpen() {
        requireLoop();
        if (end != End.NONE && end != End.GONE) {
            throw session.violation("its sink was called after its end, which is " + end);
        }
    }
}
