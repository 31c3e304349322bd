package dev.spate.app.bench;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One connection that publishes: by requests, each of which is answered, or by a feed, whose lines are.
///
/// Owner: the publishing thread.
final class Publisher implements AnswerReader.Listener {
    /// In a row, without any answer between.
    static final int MAX_ATTEMPTS = 3;

    private static final int OUT_BYTES = 64 << 10;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final PublishLoop loop;
    private final int index;
    private final ByteBuffer out;
    private final InFlight inFlight;
    private final Numbers numbers;
    private final FeedAnswers feedAnswers = new FeedAnswers(this::answered);
    private AnswerReader answers = new AnswerReader(this);
    private @Nullable SocketChannel channel;
    private boolean isConnected;
    private boolean isDead;
    private int attempts;
    private int status;

    /// Of those in flight, how many have been written to this connection.
    private int written;

    private int interest;

    /// Of this rhythm: events begun, and how many may be.
    private long events;

    private long granted;

    Publisher(PublishLoop loop, int index, int pipeline) {
        this.loop = loop;
        this.index = index;
        this.inFlight = new InFlight(pipeline);
        this.numbers = new Numbers(loop.topics());
        this.out = ByteBuffer.allocate(Math.max(OUT_BYTES, 2 * loop.maxFrameBytes()));
    }

    Numbers numbers() {
        return numbers;
    }

    /// A new rhythm counts its events from 0.
    void begin() {
        events = 0;
        granted = 0;
    }

    /// Whether everything that was due is answered, or never will be.
    boolean isDone() {
        return isDead || (inFlight.size() == 0 && events >= granted);
    }

    /// Sends what is due.
    ///
    /// @param due how many events of all publishers are
    void pump(long due) {
        granted = (due + loop.publishers() - 1 - index) / loop.publishers();
        pump();
    }

    void ready(SelectionKey key) {
        try {
            if (!isConnected) {
                ((SocketChannel) key.channel()).finishConnect();
                connected();
            } else if (key.isReadable()) {
                read();
            }
        } catch (IOException failure) {
            disconnected(String.valueOf(failure.getMessage()));
        }
        pump();
    }

    boolean isDead() {
        return isDead;
    }

    /// Answers that have not come by now are waited for no more.
    void giveUp() {
        if (inFlight.size() > 0) {
            attempts = MAX_ATTEMPTS;
            disconnected("no answer to a publication");
        }
    }

    void close() {
        try {
            SocketChannel open = channel;
            if (open != null) {
                if (isConnected && loop.isFeed()) {
                    open.write(ByteBuffer.wrap(LAST_CHUNK));
                }
                open.close();
            }
        } catch (IOException gone) {
            // The server was faster.
        }
        channel = null;
    }

    private void pump() {
        while (!isDead && !(isDone() && out.position() == 0)) {
            try {
                if (channel == null) {
                    connect();
                }
                if (isConnected) {
                    fill();
                    flush();
                }
                return;
            } catch (IOException failure) {
                disconnected(String.valueOf(failure.getMessage()));
            }
        }
    }

    private void connect() throws IOException {
        attempts++;
        answers = new AnswerReader(this);
        out.clear();
        // What is in flight then was announced not to be answered on the last connection: it is sent again.
        written = 0;
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean isAtOnce = opened.connect(loop.address());
        interest = isAtOnce ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT;
        opened.register(loop.selector(), interest, this);
        if (isAtOnce) {
            connected();
        }
    }

    private void connected() {
        isConnected = true;
        if (loop.isFeed()) {
            out.put(loop.feedHead());
        }
    }

    private void fill() {
        long now = loop.nowNanos();
        while (out.remaining() >= loop.maxFrameBytes()) {
            if (written == inFlight.size()) {
                if (events >= granted || inFlight.isFull()) {
                    return;
                }
                begin(now);
            }
            int topic = inFlight.topic(written);
            long mark = Stamp.mark(index, inFlight.number(written));
            loop.frame(topic).write(out, loop.stamp(), mark, inFlight.intendedNanos(written));
            written++;
        }
    }

    private void begin(long now) {
        long event = index + events * loop.publishers();
        int topic = (int) (event % loop.topics());
        inFlight.add(topic, numbers.next(topic), loop.rhythm().intendedNanos(event, now), now);
        events++;
    }

    private void flush() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        if (out.position() > 0) {
            out.flip();
            open.write(out);
            out.compact();
        }
        boolean isMore = out.position() > 0 || (events < granted && !inFlight.isFull());
        int wanted = isMore ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (wanted != interest) {
            interest = wanted;
            open.keyFor(loop.selector()).interestOps(wanted);
        }
    }

    private void read() throws IOException {
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        int count = loop.intake().readFrom(open);
        if (count < 0) {
            throw new IOException("the server has closed a publisher's connection");
        }
        answers.read(loop.intake().bytes(), 0, count);
    }

    @Override
    public void onHead(int answered) throws IOException {
        status = answered;
        if (loop.isFeed() && !isGood()) {
            throw new IOException("status: " + status + " (expected: 2xx)");
        }
    }

    @Override
    public void onBody(byte[] bytes, int from, int to) {
        if (loop.isFeed()) {
            feedAnswers.scan(bytes, from, to);
        }
    }

    @Override
    public void onEnd() throws IOException {
        if (loop.isFeed()) {
            throw new IOException("the server has ended a feed");
        }
        answered(isGood());
        if (answers.isLast()) {
            disconnect();
        }
    }

    private boolean isGood() {
        return status >= 200 && status < 300;
    }

    private void answered(boolean isTaken) {
        if (inFlight.size() == 0) {
            loop.failed("answer: without a request (expected: one for each)");
            return;
        }
        if (isTaken) {
            attempts = 0;
            numbers.accepted(inFlight.topic(0), inFlight.number(0));
            loop.accepted(inFlight.sentNanos(0));
        } else {
            refused("status: " + status);
        }
        removeFirst();
    }

    private void removeFirst() {
        inFlight.removeFirst();
        written = Math.max(0, written - 1);
    }

    private void refused(String reason) {
        numbers.refused(inFlight.topic(0), inFlight.number(0));
        loop.refused(reason);
    }

    /// What waits for an answer will get none: it is counted as refused, though it may have been taken.
    private void disconnected(String reason) {
        disconnect();
        while (inFlight.size() > 0) {
            refused(reason);
            removeFirst();
        }
        if (attempts >= MAX_ATTEMPTS) {
            isDead = true;
            loop.failed(reason);
        }
    }

    private void disconnect() {
        isConnected = false;
        SocketChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException gone) {
                // It is of no use any more in any case.
            }
        }
    }
}
