package dev.spate.server.internal.netty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.ServerCounters;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ConnectionGateTest {
    private final ServerCounters counters = new ServerCounters();

    @Nested
    class OfAll {
        private final ConnectionGate gate = gate(20, 0, false);

        @Test
        void asManyAsTheLimitAreLetIn() {
            assertThat(enter(gate, 20, "10.0.0.1"))
                    .allMatch(ticket -> ticket.overLimit().isEmpty());
            assertThat(counters.connectionsRefused.sum()).isZero();
        }

        @Test
        void aFewMoreAreToldThatTheyAreTooMany() {
            enter(gate, 20, "10.0.0.1");

            assertThat(enter(gate, 8, "10.0.0.1"))
                    .allSatisfy(ticket ->
                            assertThat(ticket.overLimit().map(Problem::kind)).contains(ProblemKind.OVERLOADED));
            assertThat(counters.connectionsRefused.sum()).isEqualTo(8);
        }

        @Test
        void othersAreNotHeard() {
            enter(gate, 28, "10.0.0.1");

            assertThat(gate.enter(() -> address("10.0.0.1"))).isEmpty();
            assertThat(counters.connectionsOpened.sum()).isEqualTo(28);
        }

        @Test
        void whoeverLeavesMakesRoom() {
            var tickets = enter(gate, 28, "10.0.0.1");

            tickets.forEach(ConnectionGate.Ticket::leave);

            assertThat(enter(gate, 20, "10.0.0.1"))
                    .allMatch(ticket -> ticket.overLimit().isEmpty());
            assertThat(counters.connectionsClosed.sum()).isEqualTo(28);
        }

        @Test
        void addressesAreNotAskedFor() {
            assertThat(gate.enter(() -> {
                        throw new AssertionError("asked");
                    }))
                    .isPresent();
        }
    }

    @Nested
    class OfOneAddress {
        private final ConnectionGate gate = gate(1_000, 2, true);

        @Test
        void asManyAsTheLimitAreLetIn() {
            assertThat(enter(gate, 2, "10.0.0.1"))
                    .allMatch(ticket -> ticket.overLimit().isEmpty());
            assertThat(enter(gate, 2, "10.0.0.2"))
                    .allMatch(ticket -> ticket.overLimit().isEmpty());
        }

        @Test
        void oneMoreIsToldSo() {
            enter(gate, 2, "10.0.0.1");

            var third = enter(gate, 1, "10.0.0.1").getFirst();

            assertThat(third.overLimit().map(Problem::kind)).contains(ProblemKind.TOO_MANY);
        }

        @Test
        void manyMoreAreNotHeard() {
            enter(gate, 10, "10.0.0.1");

            assertThat(gate.enter(() -> address("10.0.0.1"))).isEmpty();
            assertThat(gate.enter(() -> address("10.0.0.2"))).isPresent();
        }

        @Test
        void neighboursInOneNetworkOfVersionSixAreOne() {
            enter(gate, 2, "2001:db8::1");

            assertThat(enter(gate, 1, "2001:db8::2").getFirst().overLimit()).isPresent();
            assertThat(enter(gate, 1, "2001:db8:0:1::2").getFirst().overLimit()).isEmpty();
        }

        @Test
        void whoeverLeavesMakesRoom() {
            enter(gate, 2, "10.0.0.1").forEach(ConnectionGate.Ticket::leave);

            assertThat(enter(gate, 2, "10.0.0.1"))
                    .allMatch(ticket -> ticket.overLimit().isEmpty());
        }

        @Test
        void whoIsGoneAlreadyIsNotLetIn() {
            assertThat(gate.enter(() -> null)).isEmpty();
        }

        @Test
        void areNotCountedWhereThatIsOff() {
            assertThat(enter(gate(1_000, 2, false), 100, "127.0.0.1"))
                    .allMatch(ticket -> ticket.overLimit().isEmpty());
        }
    }

    private ConnectionGate gate(int connections, int perAddress, boolean countsAddresses) {
        var limits = ServerLimits.standard()
                .with()
                .maxConnections(connections)
                .maxConnectionsPerAddress(perAddress)
                .build();
        return new ConnectionGate(limits, counters, countsAddresses);
    }

    private static List<ConnectionGate.Ticket> enter(ConnectionGate gate, int count, String address) {
        var tickets = new ArrayList<ConnectionGate.Ticket>();
        for (int index = 0; index < count; index++) {
            Optional<ConnectionGate.Ticket> ticket = gate.enter(() -> address(address));
            tickets.add(ticket.orElseThrow());
        }
        return tickets;
    }

    private static InetSocketAddress address(String text) {
        return new InetSocketAddress(text, 1);
    }
}
