package dev.spate.hub.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogReadersTest {
    @Test
    void tasksRunOnThreadsThatHoldUpNoExit() {
        try (var readers = new LogReaders("events")) {
            var thread = CompletableFuture.supplyAsync(Thread::currentThread, readers)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();

            assertThat(thread.getName()).startsWith("spate-reader-events-");
            assertThat(thread.isDaemon()).isTrue();
        }
    }

    @Test
    void nothingIsTakenOnceTheyAreClosed() {
        var readers = new LogReaders("events");
        readers.close();

        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> readers.execute(() -> {}));
    }
}
