package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Signals;
import dev.spate.hub.SlowPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who falls behind is warned, if it wants to be.
class LagSignalTest extends SlowSituation {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AS_CONFIGURED")
    void isToldBeyondHalfOfTheLimit(SlowPolicy policy) {
        var slow = stalled(request(policy).withSignals(Signals.ALL));
        publish(LIMIT_EVENTS / 2 + 1);
        resume(slow);

        assertThat(lags(slow))
                .singleElement()
                .asString()
                .isEqualTo("{\"behind\":%d,\"bytes\":%d}"
                        .formatted(LIMIT_EVENTS / 2 + 1, (LIMIT_EVENTS / 2 + 1) * EVENT_BYTES));
    }

    @Test
    void isNotToldAtHalfOfTheLimit() {
        var slow = stalled(request(SlowPolicy.DROP).withSignals(Signals.ALL));
        publish(LIMIT_EVENTS / 2);
        resume(slow);

        assertThat(lags(slow)).isEmpty();
    }

    @Test
    void isToldOnceAHeartbeatPeriod() {
        var slow = stalled(request(SlowPolicy.CATCH_UP).withSignals(Signals.ALL));
        for (int second = 0; second < 31; second++) {
            publish(LIMIT_EVENTS);
            resume(slow);
            slow.stall();
            publish(1);
            room.pass(1);
        }

        assertThat(lags(slow)).hasSize(3);
    }

    @Test
    void isNotToldToThoseWhoDoNotAskForIt() {
        var slow = stalled(SlowPolicy.CATCH_UP);
        publish(3 * LIMIT_EVENTS);
        resume(slow);

        assertThat(types(slow)).containsOnly("spate.position");
    }
}
