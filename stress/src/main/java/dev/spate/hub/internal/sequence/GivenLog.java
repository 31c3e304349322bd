package dev.spate.hub.internal.sequence;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.internal.log.MemoryEventLog;
import dev.spate.hub.spi.Appending;
import dev.spate.testkit.ForwardingLog;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A log in memory that takes one publication, at once, and has it on its disk when the test says so.
///
/// Owner: the sequencer thread; whoever is its disk completes the stage it was given.
final class GivenLog extends ForwardingLog {
    static final List<Position> FIRST = List.of(new Position(1, 1));

    /// Never written to, and all that is asked of it is that it is empty.
    private static final MemoryEventLog EMPTY =
            new MemoryEventLog(Retention.forMemory(), () -> Instant.EPOCH, new Random(1), Runnable::run);

    private final CompletionStage<List<Position>> durable;
    private int appended;

    /// Its disk is as quick as its memory.
    GivenLog() {
        this(CompletableFuture.completedStage(FIRST));
    }

    /// @param durable completes once the publication is on the disk
    GivenLog(CompletionStage<List<Position>> durable) {
        super(EMPTY);
        this.durable = durable;
    }

    @Override
    public Appending append(List<Publication> batch) {
        appended += batch.size();
        return new Appending(CompletableFuture.completedStage(FIRST), durable);
    }

    @Override
    public boolean reachesDisk() {
        return true;
    }

    /// @return how many publications it took
    int appended() {
        return appended;
    }
}
