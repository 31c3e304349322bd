package dev.spate.hub.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.internal.sequence.IdempotencyWindow.First;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class IdempotencyWindowTest {
    private static final ScopedKey KEY = ScopedKey.of("ann", "k");
    private static final ScopedKey OTHER = ScopedKey.of("ann", "l");
    private static final First FIRST = new First(1, 17);

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
        window.remember(OTHER, FIRST);
        assertThat(window.find(KEY)).isPresent();

        window.remember(ScopedKey.of("ann", "m"), FIRST);

        assertThat(window.find(KEY)).isEmpty();
        assertThat(window.find(OTHER)).isPresent();
    }

    @Test
    void keyIsFreeAgainOnceItIsForgotten() {
        window.remember(KEY, FIRST);
        nanos.set(11);
        assertThat(window.find(KEY)).isEmpty();

        window.remember(KEY, new First(2, 18));

        assertThat(window.find(KEY)).contains(new First(2, 18));
    }

    @Nested
    class KeysOfBefore {
        @Test
        void areAsOldAsTheyAre() {
            window.remember(KEY, FIRST, 7);

            nanos.set(3);
            assertThat(window.find(KEY)).isPresent();
            nanos.set(4);

            assertThat(window.find(KEY)).isEmpty();
        }

        @Test
        void areOfNowIfAClockSaysTheyAreStillToCome() {
            window.remember(KEY, FIRST, -1_000);

            nanos.set(10);
            assertThat(window.find(KEY)).isPresent();
            nanos.set(11);

            assertThat(window.find(KEY)).isEmpty();
        }

        @Test
        void areNotOlderThanTheHubRemembers() {
            window.remember(KEY, FIRST, Long.MAX_VALUE);

            assertThat(window.find(KEY)).isPresent();
            nanos.set(1);

            assertThat(window.find(KEY)).isEmpty();
        }

        @Test
        void areNotOlderThanWhatCameBeforeThem() {
            window.remember(KEY, FIRST, 2);
            window.remember(OTHER, FIRST, 9);

            nanos.set(8);
            assertThat(window.find(OTHER)).isPresent();
            nanos.set(9);

            assertThat(window.find(OTHER)).isEmpty();
        }
    }
}
