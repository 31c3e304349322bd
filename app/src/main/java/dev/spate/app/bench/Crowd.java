package dev.spate.app.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// What the subscribers of one run have in common: where they connect to, from where, and what they ask for.
///
/// Thread-safe: immutable but for a counter.
final class Crowd {
    private static final int MAX_LOOPBACK_SOURCES = 254;

    private final Target target;
    private final InetSocketAddress address;
    private final List<InetAddress> sources;
    private final Stamp stamp;
    private final AtomicInteger bound = new AtomicInteger();

    Crowd(BenchPlan plan, Stamp stamp) {
        this.target = plan.target();
        this.address = target.subscribe().address();
        this.stamp = stamp;
        this.sources = sources(plan, address);
    }

    InetSocketAddress address() {
        return address;
    }

    Stamp stamp() {
        return stamp;
    }

    byte[] request(int topic, String more) {
        return target.subscribe().head(target.topic(stamp.text(), topic), "Accept: text/event-stream\r\n" + more);
    }

    void bind(SocketChannel channel) throws IOException {
        if (!sources.isEmpty()) {
            int index = Math.floorMod(bound.getAndIncrement(), sources.size());
            channel.bind(new InetSocketAddress(sources.get(index), 0));
        }
    }

    /// More connections than one address has ports for come from several, which on loopback are to be had.
    private static List<InetAddress> sources(BenchPlan plan, InetSocketAddress to) {
        int connections = plan.crowd().subscribers() + plan.crowd().stalled();
        int needed = 1 + (connections - 1) / BenchPlan.MAX_CONNECTIONS_AN_ADDRESS;
        boolean isGiven = !plan.crowd().sources().isEmpty();
        if (isGiven || needed == 1 || !to.getAddress().isLoopbackAddress()) {
            return plan.crowd().sources();
        }
        var loopback = new ArrayList<InetAddress>();
        for (int index = 1; index <= Math.min(needed, MAX_LOOPBACK_SOURCES); index++) {
            loopback.add(loopback(index));
        }
        return loopback;
    }

    private static InetAddress loopback(int index) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) index});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
