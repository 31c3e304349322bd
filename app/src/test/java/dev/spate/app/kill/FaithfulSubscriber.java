package dev.spate.app.kill;

import dev.spate.hub.Position;
import dev.spate.wire.EventParser;
import dev.spate.wire.EventStreamException;
import dev.spate.wire.ReceivedEvent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Reads everything of some topics from the first event on, and comes back with its last id whenever it is cut off.
/// A slow one stops reading now and then until others are far ahead.
///
/// Owner: its own thread; what it received is read once that has ended.
final class FaithfulSubscriber implements Runnable {
    private static final int SMALL_BUFFER = 4 << 10;
    private static final int READ_BYTES = 4 << 10;
    private static final int MAX_STALL = StubbornPublisher.MAX_AHEAD / 2;
    private static final int MAX_UNTIL_STALL = 300;

    private final HubUnderFire hub;
    private final Ledger ledger;
    private final Ledger.Reader mark;
    private final Wish wish;
    private final Random random;
    private final EventParser parser = new EventParser(this::received);
    private final List<Received> received = new ArrayList<>();
    private final Set<Long> epochs = new HashSet<>();
    private long last;
    private int untilStall;
    private int connections;

    /// @param offset where it stands
    record Received(long offset, Stamp stamp) {}

    /// What one reads, and how.
    ///
    /// @param query such as `topic=a`
    /// @param publishers whose events these are
    record Wish(String query, boolean isSlow, Set<Integer> publishers) {}

    FaithfulSubscriber(HubUnderFire hub, Ledger ledger, Wish wish, long seed) {
        this.hub = hub;
        this.ledger = ledger;
        this.wish = wish;
        this.mark = ledger.reader(wish.publishers());
        this.random = new Random(seed);
        this.untilStall = random.nextInt(MAX_UNTIL_STALL);
    }

    List<Received> all() {
        return received;
    }

    int connections() {
        return connections;
    }

    int epochs() {
        return epochs.size();
    }

    @Override
    public void run() {
        InetSocketAddress address = null;
        try {
            while (true) {
                address = hub.awaitOtherThan(address);
                if (address == null) {
                    return;
                }
                read(address);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (EventStreamException | RuntimeException | AssertionError failure) {
            ledger.fail(this + ": " + failure);
        }
    }

    private void read(InetSocketAddress address) throws InterruptedException, EventStreamException {
        try (var socket = new Socket()) {
            if (wish.isSlow()) {
                socket.setReceiveBufferSize(SMALL_BUFFER);
            }
            socket.connect(address);
            // A stream of HTTP/1.0 has no chunks: its bytes are those of the events.
            String id = parser.lastEventId();
            String from = id.isEmpty() ? "" : "Last-Event-ID: " + id + "\r\n";
            String head = "GET /events?start=earliest&" + wish.query() + " HTTP/1.0\r\nHost: localhost\r\n"
                    + "Prefer: status=true\r\n" + from + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedInputStream(socket.getInputStream());
            if (readHead(in).contains(" 200 ")) {
                parser.reconnected();
                connections++;
                readEvents(in);
            }
        } catch (IOException cut) {
            // It comes back.
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.append((char) c);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    private void readEvents(InputStream in) throws IOException, InterruptedException, EventStreamException {
        var bytes = new byte[READ_BYTES];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            parser.feed(bytes, 0, count);
            ledger.reached(mark, last);
            if (wish.isSlow() && untilStall <= 0) {
                untilStall = random.nextInt(MAX_UNTIL_STALL);
                ledger.awaitHead(last + random.nextInt(MAX_STALL));
            }
        }
    }

    private void received(ReceivedEvent event) {
        if (event.type().equals("spate.gap")) {
            throw new AssertionError("a gap after " + last + ": " + event.data() + " (expected: none)");
        }
        if (event.type().startsWith("spate.")) {
            return;
        }
        Position position = Position.parse(event.lastEventId())
                .orElseThrow(() -> new AssertionError("id: " + event.lastEventId() + " (expected: a position)"));
        if (position.offset() <= last) {
            throw new AssertionError("offset: " + position.offset() + " (expected: after " + last + ")");
        }
        last = position.offset();
        epochs.add(position.epoch());
        received.add(new Received(last, Stamp.read(event.data())));
        untilStall--;
    }

    /// Whether it reads events of a publisher.
    boolean reads(int publisher) {
        return wish.publishers().contains(publisher);
    }

    @Override
    public String toString() {
        return wish.toString();
    }
}
