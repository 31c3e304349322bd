package dev.spate.testkit;

import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.spi.EventLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

/// The log that is slow is a log, on several threads at once.
class SlowEventLogContractTest extends SharedLogContract {
    private static final int THREADS = 4;

    private final Random seeds = new Random();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @Override
    protected EventLog open(Retention retention, InstantSource time) {
        return new SlowEventLog(retention, time, seeds.nextLong(), threads);
    }

    @Override
    protected CompletionStage<Long> appendElsewhere(EventLog log, List<Publication> batch) {
        return ((SlowEventLog) log).appendElsewhere(batch);
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }
}
