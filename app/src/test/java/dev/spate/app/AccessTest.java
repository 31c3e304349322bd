package dev.spate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.app.config.Config;
import dev.spate.app.config.ConfigLoader;
import dev.spate.app.config.ConfigSources;
import dev.spate.app.config.Right;
import dev.spate.server.PublicHosts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "127.9.8.7:0", "[::1]:0", "localhost:0"})
    void onLoopbackEverybodyMayEverythingUnderItsNames(String listen) {
        var access = Access.of(config(Map.of("SPATE_LISTEN", listen)));

        assertThat(access.rights()).containsExactlyInAnyOrder(Right.values());
        assertThat(access.hosts()).isEqualTo(PublicHosts.loopback());
        assertThat(access.isOpenToThisMachine()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {":0", "0.0.0.0:0", "[::]:0", "192.0.2.1:0", "hub.example:0", "127.0.0.1:0,:0", "127.example:0"})
    void elsewhereItHasToBeSaid(String listen) {
        var config = config(Map.of("SPATE_LISTEN", listen));

        assertThatThrownBy(() -> Access.of(config)).isInstanceOf(CommandFailure.class);
    }

    @Test
    void whatIsSaidHolds() {
        var access = Access.of(config(Map.of("SPATE_LISTEN", ":0", "SPATE_ANONYMOUS", "subscribe")));

        assertThat(access.rights()).containsExactly(Right.SUBSCRIBE);
        assertThat(access.hosts()).isEqualTo(PublicHosts.any());
        assertThat(access.isOpenToThisMachine()).isFalse();
    }

    @Test
    void noneMeansNothing() {
        assertThat(Access.of(config(Map.of("SPATE_ANONYMOUS", "none"))).rights())
                .isEmpty();
    }

    @Test
    void namedHostsAreTheOnlyOnes() {
        var access = Access.of(config(Map.of("SPATE_HOSTS", "hub.example")));

        assertThat(access.hosts()).isEqualTo(PublicHosts.listed(List.of("hub.example")));
    }

    private static Config config(Map<String, String> environment) {
        return ConfigLoader.load(new ConfigSources(List.of(), environment, Map.of(), ""))
                .config();
    }
}
