package dev.spate.app.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// One event stream: its connection, its parser and what it has got. Owner: its reader's thread.
final class Subscriber implements AnswerReader.Listener, EventScanner.Sink {
    private static final int OK = 200;

    private final Reader reader;
    private final int topic;
    private final boolean isStalled;
    private final EventScanner events;
    private final Arrivals arrivals;
    private AnswerReader answer = new AnswerReader(this);
    private State state = State.CLOSED;

    /// Who has never been open has nothing to miss.
    private boolean hasBeenOpen;

    private @Nullable SocketChannel channel;

    /// Where a subscriber is in its life.
    enum State {
        CLOSED,
        CONNECTING,
        ASKED,
        OPEN,
        FAILED
    }

    Subscriber(Reader reader, int topic, boolean isStalled) {
        this.reader = reader;
        this.topic = topic;
        this.isStalled = isStalled;
        this.events = new EventScanner(reader.stamp(), reader.ids(), this);
        this.arrivals = new Arrivals(isStalled ? 0 : reader.publishers());
    }

    State state() {
        return state;
    }

    boolean isStalled() {
        return isStalled;
    }

    long missing(Accepted accepted) {
        return isStalled || !hasBeenOpen ? 0 : arrivals.missing(accepted, topic);
    }

    /// Begins to connect. The answer comes by [#ready(SelectionKey)].
    void open() throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        answer = new AnswerReader(this);
        events.restart();
        state = State.CONNECTING;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        reader.bind(opened);
        boolean isConnected = opened.connect(reader.address());
        opened.register(reader.selector(), isConnected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (isConnected) {
            ask(opened);
        }
    }

    void ready(SelectionKey key) {
        try {
            var of = (SocketChannel) key.channel();
            if (state == State.CONNECTING) {
                of.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                ask(of);
            } else {
                read(of);
            }
        } catch (IOException failure) {
            fail(String.valueOf(failure.getMessage()));
        }
    }

    /// Ends the connection by a reset, at once, as a cut does.
    void cut() throws IOException {
        SocketChannel open = channel;
        if (open != null) {
            open.setOption(StandardSocketOptions.SO_LINGER, 0);
            open.close();
            channel = null;
        }
        state = State.CLOSED;
    }

    void fail(String reason) {
        boolean wasOpen = state == State.OPEN;
        state = State.FAILED;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException closing) {
            // It is of no use any more in any case.
        }
        reader.failed(wasOpen, reason);
    }

    private void ask(SocketChannel to) throws IOException {
        String last = events.lastId();
        String more = last.isEmpty() ? "" : "Last-Event-ID: " + last + "\r\n";
        byte[] request = reader.request(topic, more);
        // A new connection has room for a head.
        if (to.write(ByteBuffer.wrap(request)) != request.length) {
            throw new IOException("request: not taken (expected: all of it)");
        }
        state = State.ASKED;
        if (isStalled) {
            to.keyFor(reader.selector()).cancel();
            opened();
        }
    }

    private void read(SocketChannel from) throws IOException {
        int count = reader.intake().readFrom(from);
        if (count < 0) {
            throw new IOException("the server has ended the stream");
        }
        reader.received(count);
        answer.read(reader.intake().bytes(), 0, count);
    }

    private void opened() {
        hasBeenOpen = true;
        state = State.OPEN;
        reader.opened(this);
    }

    @Override
    public void onHead(int status) throws IOException {
        if (status != OK) {
            throw new IOException("status: " + status + " (expected: 200)");
        }
        opened();
    }

    @Override
    public void onBody(byte[] bytes, int from, int to) {
        events.scan(bytes, from, to);
    }

    @Override
    public void onEnd() throws IOException {
        throw new IOException("the server has ended the stream");
    }

    @Override
    public void onEvent(long mark, long intendedNanos) {
        int publisher = Stamp.publisher(mark);
        if (publisher >= reader.publishers()) {
            return;
        }
        switch (arrivals.take(publisher, Stamp.number(mark))) {
            case NEXT, AHEAD -> reader.tally().delivered(intendedNanos, reader.nowNanos());
            case LATE -> reader.tally().deliveredLate(intendedNanos, reader.nowNanos());
            case DOUBLED -> reader.tally().doubled();
        }
    }

    @Override
    public void onGap() {
        reader.tally().gap();
    }
}
