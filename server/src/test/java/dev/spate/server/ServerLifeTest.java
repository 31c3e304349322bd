package dev.spate.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spate.hub.Hub;
import dev.spate.hub.HubException;
import dev.spate.hub.Retention;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerLifeTest {
    @AutoClose
    private final Hub hub = Hub.builder().memoryLog(Retention.forMemory()).build();

    @Nested
    class Building {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "events",
                    "/",
                    "/events/",
                    "//events",
                    "/a b",
                    "/ä",
                    "/a?b",
                    "/a%20b",
                    "/-",
                    "/-/x",
                    "/metrics"
                })
        void aPathHasToBeOne(String path) {
            assertThatThrownBy(() -> HubServer.builder().hub(path, hub))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("path: \"" + path + "\"");
        }

        @Test
        void aPathIsTakenOnce() {
            assertThatThrownBy(() -> HubServer.builder().hub("/a", hub).hub("/a", hub))
                    .hasMessageContaining("one hub for each path");
        }

        @Test
        void anAddressAndAHubAreNeeded() {
            assertThatThrownBy(() -> HubServer.builder().hub("/a", hub).start()).hasMessageContaining("listen: none");
            assertThatThrownBy(() -> HubServer.builder().listen(free()).start()).hasMessageContaining("hubs: none");
        }

        @Test
        void thereIsAtLeastOneLoop() {
            assertThatThrownBy(() -> HubServer.builder().loops(0)).hasMessage("loops: 0 (expected: >= 1)");
        }

        @Test
        void limitsHaveToGoTogether() {
            var limits = ServerLimits.standard()
                    .with()
                    .maxBodyBytes(1_024)
                    .maxBodiesBytes(65_536)
                    .build();

            assertThatThrownBy(() -> HubServer.builder()
                            .hub("/a", hub)
                            .listen(free())
                            .limits(limits)
                            .start())
                    .hasMessageContaining("maxBodiesBytes: 65536");
        }

        @Test
        void anAdminTokenIsLong() {
            assertThatThrownBy(() -> AdminToken.of("fifteen letters"))
                    .hasMessage("admin token: 15 characters (expected: at least 16)");
            assertThat(AdminToken.of("sixteen letters!").matches("sixteen letters!"))
                    .isTrue();
            assertThat(AdminToken.of("sixteen letters!").toString()).doesNotContain("sixteen");
        }

        @ParameterizedTest
        @ValueSource(strings = {"example.org", "https://example.org/", "HTTPS://example.org", "https://a b", ""})
        void anOriginIsOne(String origin) {
            assertThatThrownBy(() -> CorsPolicy.of(origin)).hasMessageContaining("cors origin: \"" + origin + "\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"example.org:80", "", "[::1]:80"})
        void aHostIsANameWithoutAPort(String host) {
            assertThatThrownBy(() -> PublicHosts.listed(java.util.List.of(host)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Listening {
        @Test
        void mayBeDoneOnSeveralAddresses() {
            try (HubServer server = on(free(), free())) {
                assertThat(server.addresses())
                        .hasSize(2)
                        .doesNotHaveDuplicates()
                        .allMatch(address -> address.getPort() > 0);
            }
        }

        @Test
        void onATakenPortFailsAndLeavesNothingBehind() {
            try (HubServer first = on(free())) {
                InetSocketAddress taken = first.addresses().getFirst();
                InetSocketAddress free = free();
                long before = acceptors();

                assertThatThrownBy(() -> on(free, taken))
                        .isInstanceOf(HubException.class)
                        .hasMessageContaining("listen: ")
                        .hasMessageContaining(":" + taken.getPort());
                await().until(() -> acceptors() == before);
            }
        }

        private static long acceptors() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("spate-accept"))
                    .count();
        }

        private HubServer on(InetSocketAddress... addresses) {
            var builder = HubServer.builder().hub("/events", hub);
            for (InetSocketAddress address : addresses) {
                builder.listen(address);
            }
            return builder.start();
        }
    }

    @Nested
    class Ending {
        @Test
        void takesNoMoreConnections() {
            try (var server = TestServer.start()) {
                server.server().stopAccepting();

                assertThatThrownBy(server::connect).hasMessageContaining("refused");
            }
        }

        @Test
        void closesIdleConnectionsAndLetsOthersFinish() {
            try (var server = TestServer.start();
                    var idle = server.connect();
                    var busy = server.connect()) {
                idle.get("/-/healthy").read();
                busy.head("POST /events/a HTTP/1.1", "Host: a", "Content-Length: 2", "Expect: 100-continue")
                        .readHead();

                var emptied = server.server().closeIdle().toCompletableFuture();

                assertThat(idle.isAtEnd()).isTrue();
                assertThat(emptied).isNotDone();
                RawResponse answer = busy.send("xy").read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.field("Connection")).isEqualTo("close");
                await().until(emptied::isDone);
            }
        }

        @Test
        void ofAllGivesSubscribersEverythingFirst() {
            try (var server = TestServer.start();
                    var reader = server.connect()) {
                reader.get("/events/a").readHead();
                reader.readChunksUntil("\n\n");
                server.publish("a", "last");

                server.server().stopAccepting();
                server.hub().drain(Duration.ofSeconds(20)).toCompletableFuture().join();
                server.server().closeIdle().toCompletableFuture().join();
                server.server().close();

                assertThat(new String(reader.readChunks(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains("data: last", "spate.close");
            }
        }

        @Test
        void mayBeDoneTwice() {
            try (var server = TestServer.start()) {
                server.server().close();
                server.server().close();

                assertThat(server.server().closeIdle()).isNotNull();
            }
        }
    }

    private static InetSocketAddress free() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
