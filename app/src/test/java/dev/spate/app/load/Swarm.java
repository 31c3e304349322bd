package dev.spate.app.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Many subscribers on one thread, each checked by itself: the data of its events must be the numbers 1, 2, 3, …
/// and nothing else.
///
/// Owner: its own thread; the counts may be read by any.
public final class Swarm implements AutoCloseable {
    private static final long SELECT_MILLIS = 100;

    private final Selector selector;
    private final List<Member> members = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private volatile @Nullable String fault;
    private volatile boolean isClosing;

    /// Who takes part.
    ///
    /// @param address where the hub listens
    /// @param target path and query of the stream
    /// @param reading how many read what they are sent
    /// @param idle how many connect and never read
    public record Crowd(InetSocketAddress address, String target, int reading, int idle) {}

    /// Connects everybody, then reads until it is closed.
    public Swarm(Crowd crowd) throws IOException {
        selector = Selector.open();
        for (int index = 0; index < crowd.reading() + crowd.idle(); index++) {
            members.add(connect(crowd, index < crowd.idle()));
        }
        Thread.ofPlatform().name("swarm").start(this::run);
    }

    /// Those whose stream has begun, among the reading ones.
    public long opened() {
        return opened.get();
    }

    /// Events received by all together.
    public long delivered() {
        return delivered.get();
    }

    /// Those whose connection the hub has ended.
    public long ended() {
        return ended.get();
    }

    /// Throws if somebody got something else than the next number.
    public void requireFaultless() {
        var found = fault;
        if (found != null) {
            throw new AssertionError(found);
        }
    }

    @Override
    public void close() throws IOException {
        isClosing = true;
        selector.wakeup();
        done.join();
        for (var member : members) {
            member.channel.close();
        }
        selector.close();
    }

    private Member connect(Crowd crowd, boolean isIdle) throws IOException {
        var channel = SocketChannel.open(crowd.address());
        var request = "GET " + crowd.target() + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + crowd.address().getPort() + "\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        var member = new Member(channel, isIdle);
        if (!isIdle) {
            channel.register(selector, SelectionKey.OP_READ, member);
        }
        return member;
    }

    private void run() {
        try {
            while (!isClosing) {
                selector.select(key -> read((Member) key.attachment()), SELECT_MILLIS);
            }
        } catch (IOException e) {
            fault = "swarm: " + e;
        } finally {
            done.complete(null);
        }
    }

    private void read(Member member) {
        try {
            buffer.clear();
            int count = member.channel.read(buffer);
            if (count < 0) {
                end(member);
                return;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                member.take(buffer.get());
            }
        } catch (IOException e) {
            end(member);
        }
    }

    private void end(Member member) {
        ended.incrementAndGet();
        var key = member.channel.keyFor(selector);
        if (key != null) {
            key.cancel();
        }
    }

    /// One subscriber. Reads line by line, whatever wraps the lines: a line that is not a number after `data: ` is
    /// the head, chunk framing, a comment, another field, or a signal.
    private final class Member {
        private final SocketChannel channel;
        private final boolean isIdle;
        private final byte[] line = new byte[64];
        private int length;
        private long last;
        private boolean isOpen;

        Member(SocketChannel channel, boolean isIdle) {
            this.channel = channel;
            this.isIdle = isIdle;
        }

        void take(byte b) {
            if (b != '\n') {
                if (length < line.length) {
                    line[length] = b;
                }
                length++;
                return;
            }
            endLine();
            length = 0;
        }

        private void endLine() {
            if (startsWith("data: ") && isDigit(line[6])) {
                check(number());
            } else if (startsWith("event: spate.gap")) {
                fault = "a gap after " + last;
            } else if (!isOpen && startsWith(": spate")) {
                isOpen = true;
                opened.incrementAndGet();
            } else if (startsWith("HTTP/1.1 ") && !startsWith("HTTP/1.1 200")) {
                fault = "head: " + new String(line, 0, Math.min(length, line.length), StandardCharsets.US_ASCII);
            }
        }

        private void check(long number) {
            assert !isIdle;
            if (number != last + 1) {
                fault = "event: " + number + " (expected: " + (last + 1) + ")";
            }
            last = number;
            delivered.incrementAndGet();
        }

        private boolean startsWith(String text) {
            if (length < text.length() || text.length() > line.length) {
                return false;
            }
            for (int index = 0; index < text.length(); index++) {
                if (line[index] != text.charAt(index)) {
                    return false;
                }
            }
            return true;
        }

        private long number() {
            long value = 0;
            for (int index = 6; index < Math.min(length, line.length) && isDigit(line[index]); index++) {
                value = value * 10 + line[index] - '0';
            }
            return value;
        }

        private static boolean isDigit(byte b) {
            return b >= '0' && b <= '9';
        }
    }
}
