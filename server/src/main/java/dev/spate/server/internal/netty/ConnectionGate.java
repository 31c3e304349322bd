package dev.spate.server.internal.netty;

import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.ServerCounters;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Counts connections, of all and of each address. One that is too many is let in to be told so; of these there may
/// be a few at a time, and what goes beyond is closed unheard.
///
/// Thread-safe.
final class ConnectionGate {
    private static final int MIN_EXTRA = 8;
    private static final int EXTRA_DIVISOR = 16;

    private final ServerCounters counters;
    private final int maxConnections;
    private final int maxPerAddress;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentHashMap<Object, Integer> byAddress = new ConcurrentHashMap<>();
    private final Ticket plainTicket = new Ticket(Optional.empty(), Optional.empty());

    /// @param countsAddresses whether connections of one address are bounded
    ConnectionGate(ServerLimits limits, ServerCounters counters, boolean countsAddresses) {
        this.counters = counters;
        this.maxConnections = limits.maxConnections();
        this.maxPerAddress = countsAddresses ? limits.maxConnectionsPerAddress() : 0;
    }

    /// Counts a connection in.
    ///
    /// @param remote where it comes from; asked only if addresses are counted, as a channel that was asked once
    ///     keeps it
    /// @return its ticket, or empty if it is to be closed at once
    Optional<Ticket> enter(Supplier<? extends @Nullable SocketAddress> remote) {
        int total = inside.incrementAndGet();
        Optional<Ticket> ticket = total > withExtra(maxConnections) ? Optional.empty() : ticket(total, remote);
        if (ticket.isEmpty()) {
            inside.decrementAndGet();
        } else {
            counters.connectionsOpened.increment();
        }
        if (ticket.isEmpty() || ticket.get().overLimit().isPresent()) {
            counters.connectionsRefused.increment();
        }
        return ticket;
    }

    private Optional<Ticket> ticket(int total, Supplier<? extends @Nullable SocketAddress> remote) {
        Optional<Problem> over = total > maxConnections
                ? Optional.of(Problem.of(
                        ProblemKind.OVERLOADED,
                        "connections: " + total + " (expected: at most " + maxConnections + ")"))
                : Optional.empty();
        if (maxPerAddress == 0) {
            return Optional.of(over.isEmpty() ? plainTicket : new Ticket(Optional.empty(), over));
        }
        SocketAddress address = remote.get();
        // No address: it is gone already.
        return address == null ? Optional.empty() : ticketFrom(key(address), over);
    }

    private Optional<Ticket> ticketFrom(Object address, Optional<Problem> overTotal) {
        int count = byAddress.merge(address, 1, Integer::sum);
        if (count > withExtra(maxPerAddress)) {
            forget(address);
            return Optional.empty();
        }
        Optional<Problem> over = count > maxPerAddress
                ? Optional.of(Problem.of(
                        ProblemKind.TOO_MANY,
                        "connections of your address: " + count + " (expected: at most " + maxPerAddress + ")"))
                : overTotal;
        return Optional.of(new Ticket(Optional.of(address), over));
    }

    private void forget(Object address) {
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    private static int withExtra(int limit) {
        return (int) Math.min(Integer.MAX_VALUE, limit + Math.max(MIN_EXTRA, (long) limit / EXTRA_DIVISOR));
    }

    /// Who has one address of version 6 has a whole /64.
    private static Object key(SocketAddress remote) {
        if (!(remote instanceof InetSocketAddress socketAddress)) {
            return remote;
        }
        InetAddress address = socketAddress.getAddress();
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(address.getAddress()).getLong()
                : address;
    }

    /// The place of one connection. To be given back once.
    ///
    /// Thread-safe: immutable.
    final class Ticket {
        private final Optional<Object> address;
        private final Optional<Problem> overLimit;

        private Ticket(Optional<Object> address, Optional<Problem> overLimit) {
            this.address = address;
            this.overLimit = overLimit;
        }

        /// @return why this connection is one too many, if it is
        Optional<Problem> overLimit() {
            return overLimit;
        }

        /// The connection is gone.
        void leave() {
            address.ifPresent(ConnectionGate.this::forget);
            inside.decrementAndGet();
            counters.connectionsClosed.increment();
        }
    }
}
