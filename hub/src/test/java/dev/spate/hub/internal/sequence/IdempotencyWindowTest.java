package dev.spate.hub.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Position;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdempotencyWindowTest {
    private static final IdempotencyWindow.Key KEY = new IdempotencyWindow.Key("ann", "k");
    private static final IdempotencyWindow.First FIRST = new IdempotencyWindow.First(new Position(1, 1), "#1-1");

    private final AtomicLong nanos = new AtomicLong();
    private final IdempotencyWindow window = new IdempotencyWindow(Duration.ofNanos(10), 2, nanos::get);

    @Test
    void keyIsRememberedForItsAgeAndNotLonger() {
        window.remember(KEY, FIRST);

        nanos.set(10);
        assertThat(window.find(KEY)).contains(FIRST);
        nanos.set(11);

        assertThat(window.find(KEY)).isEmpty();
    }

    @Test
    void oldestGoesWhenThereAreTooMany() {
        window.remember(KEY, FIRST);
        window.remember(new IdempotencyWindow.Key("ann", "l"), FIRST);
        assertThat(window.find(KEY)).isPresent();

        window.remember(new IdempotencyWindow.Key("ann", "m"), FIRST);

        assertThat(window.find(KEY)).isEmpty();
        assertThat(window.find(new IdempotencyWindow.Key("ann", "l"))).isPresent();
    }

    @Test
    void sameKeyOfSomebodyElseIsAnother() {
        window.remember(KEY, FIRST);

        assertThat(window.find(new IdempotencyWindow.Key("bob", "k"))).isEmpty();
    }
}
