package dev.spate.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.Hub;
import dev.spate.hub.Retention;
import dev.spate.server.HubServer;
import dev.spate.server.PublicHosts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The bench against a hub in this process: every delivery is in order, whatever happens on the way.
class BenchOnHubTest {
    private Hub hub;
    private HubServer server;

    @BeforeEach
    void start() {
        hub = Hub.builder()
                .memoryLog(new Retention(Duration.ofDays(1), 64 << 20, 1_000_000))
                .build();
        server = HubServer.builder()
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .hub("/events", hub)
                .hosts(PublicHosts.loopback())
                .start();
    }

    @AfterEach
    void close() {
        server.close();
        hub.close();
    }

    @ParameterizedTest
    @EnumSource
    void everythingComesAtARate(Target.Bulk bulk) throws Exception {
        BenchResult result = run(bulk).flow(bulk, 500, 2, 1).topics(2).run();

        assertGood(result);
        assertThat(result.plan().load().scenario()).isEqualTo("steady");
        assertThat(result.published().latency().max()).isPositive();
        assertThat(result.delivered().rate().latency().p50()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void everythingComesFlatOut(Target.Bulk bulk) throws Exception {
        BenchResult result =
                run(bulk).flow(bulk, Double.POSITIVE_INFINITY, 3, 8).topics(2).run();

        assertGood(result);
        assertThat(result.plan().load().scenario()).isEqualTo("flat-out");
    }

    @ParameterizedTest
    @EnumSource
    void publishingIsMeasuredAlone(Target.Bulk bulk) throws Exception {
        BenchResult result = run(bulk)
                .crowd(0, 0, 1)
                .flow(bulk, Double.POSITIVE_INFINITY, 1, 8)
                .run();

        assertThat(result.published().latency().max()).isPositive();
        assertThat(result.delivered().rate().count()).isZero();
        assertThat(result.isGood()).isTrue();
    }

    @Test
    void nobodyCannotComeBack() {
        assertThatThrownBy(() -> run(Target.Bulk.REQUESTS)
                        .crowd(0, 0, 1)
                        .story(new BenchPlan.Story.Behind(5))
                        .run())
                .hasMessage("subscribers: 0 (expected: >= 1, unless all that is measured is publishing)");
    }

    @Test
    void subscribersAreSpreadOverThreads() throws Exception {
        BenchResult result = run(Target.Bulk.REQUESTS).crowd(20, 0, 3).run();

        assertGood(result);
        assertThat(result.delivered().rate().count() % 20).isZero();
    }

    @Test
    void whoNeverReadsHoldsNobodyUp() throws Exception {
        assertGood(run(Target.Bulk.REQUESTS).crowd(4, 3, 1).run());
    }

    @Test
    void afterAStormAllHaveEverything() throws Exception {
        BenchResult result = run(Target.Bulk.REQUESTS)
                .crowd(50, 0, 2)
                .story(new BenchPlan.Story.Storm())
                .run();

        assertGood(result);
        assertThat(result.catchUpSeconds()).isPresent();
    }

    @Test
    void whoComesBackFarBehindGetsEverything() throws Exception {
        BenchResult result = run(Target.Bulk.REQUESTS)
                .crowd(10, 0, 1)
                .topics(2)
                .story(new BenchPlan.Story.Behind(100))
                .run();

        assertGood(result);
        assertThat(result.catchUpSeconds()).isPresent();
        assertThat(result.published().count()).isEqualTo(100);
        assertThat(result.delivered().rate().count()).isEqualTo(10 * 50);
    }

    @Test
    void withoutARateStreamsAreOpenedAndHeld() throws Exception {
        BenchResult result =
                run(Target.Bulk.REQUESTS).flow(Target.Bulk.REQUESTS, 0, 1, 1).run();

        assertThat(result.isGood()).isTrue();
        assertThat(result.plan().load().scenario()).isEqualTo("idle");
        assertThat(result.published().count()).isZero();
        assertThat(result.connectsPerSecond()).isPositive();
    }

    @Test
    void whatIsStoppedEarlyTellsWhatItHas() throws Exception {
        BenchResult result =
                run(Target.Bulk.REQUESTS).duration(Duration.ofHours(1)).runForASecond();

        assertGood(result);
        assertThat(result.seconds()).isLessThan(3600);
    }

    private BenchRun run(Target.Bulk bulk) {
        int port = server.addresses().get(0).getPort();
        return BenchRun.of(Target.hub("http://127.0.0.1:" + port + "/events", bulk))
                .patient();
    }

    private static void assertGood(BenchResult result) {
        assertThat(result.faults()).isEqualTo(new BenchResult.Faults(0, 0, 0, 0, 0, 0, ""));
        assertThat(result.delivered().rate().count()).isPositive();
        assertThat(result.published().count()).isPositive();
    }
}
