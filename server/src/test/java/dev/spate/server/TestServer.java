package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Hub;
import dev.spate.hub.HubLimits;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Retention;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/// A server on a free port of the loopback, with one hub at `/events`. When it is closed, every buffer has to have
/// been given back.
///
/// Owner: the thread of the test.
final class TestServer implements AutoCloseable {
    private final Hub hub;
    private final HubServer server;

    private TestServer(Hub hub, UnaryOperator<HubServerBuilder> change) {
        this.hub = hub;
        var builder = HubServer.builder()
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .hub("/events", hub);
        this.server = change.apply(builder).start();
    }

    static TestServer start() {
        return start(builder -> builder);
    }

    static TestServer start(UnaryOperator<HubServerBuilder> change) {
        return start(HubLimits.standard(), change);
    }

    static TestServer start(HubLimits limits, UnaryOperator<HubServerBuilder> change) {
        return new TestServer(
                Hub.builder().memoryLog(Retention.forMemory()).limits(limits).build(), change);
    }

    static TestServer start(Hub hub, UnaryOperator<HubServerBuilder> change) {
        return new TestServer(hub, change);
    }

    static TestServer around(Hub hub) {
        return start(hub, builder -> builder);
    }

    static TestServer limitedBy(UnaryOperator<ServerLimitsBuilder> change) {
        return start(builder ->
                builder.limits(change.apply(ServerLimits.standard().with()).build()));
    }

    Hub hub() {
        return hub;
    }

    HubServer server() {
        return server;
    }

    InetSocketAddress address() {
        return server.addresses().getFirst();
    }

    String url(String target) {
        return "http://localhost:" + address().getPort() + target;
    }

    RawClient connect() {
        return new RawClient(address());
    }

    /// Publishes past HTTP.
    ///
    /// @return the id
    String publish(String topic, String text) {
        var result = hub.publish(Principal.ANONYMOUS, Publication.of(topic, text))
                .toCompletableFuture()
                .join();
        return ((PublishResult.Accepted) result).id();
    }

    /// The sum of a metric over its labels.
    double metric(String name) {
        return metric(name, "");
    }

    /// The sum of a metric over those of its labels that have this text; the metrics have to be public.
    double metric(String name, String label) {
        try (var client = connect()) {
            return client.get("/metrics")
                    .read()
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                    .filter(line -> line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    @Override
    public void close() {
        server.close();
        hub.close();
        assertThat(server.buffersInUse()).as("buffers in use").isZero();
    }
}
