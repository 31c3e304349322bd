package dev.spate.app.load;

import dev.spate.app.bench.BenchWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Looks at a hub's live heap during a bench: when all streams are open, and then every few seconds.
///
/// Owner: the test's thread.
final class HeapWatch implements BenchWatch {
    private final HubProcess hub;
    private final int everySeconds;
    private final List<Sample> samples = new ArrayList<>();
    private long openBytes = -1;
    private long openResident;
    private long lateResident;
    private long latePinned;
    private long deliveries;
    private int seconds;

    /// @param deliveries so many had been received
    /// @param heapBytes so much was alive
    record Sample(long deliveries, long heapBytes) {}

    HeapWatch(HubProcess hub, int everySeconds) {
        this.hub = hub;
        this.everySeconds = everySeconds;
    }

    /// With all streams open, and nothing published.
    long openBytes() {
        return openBytes;
    }

    /// The resident memory with all streams open, and nothing published.
    long openResident() {
        return openResident;
    }

    /// The resident memory at the last sample.
    long lateResident() {
        return lateResident;
    }

    /// What sockets held at the last sample.
    long latePinned() {
        return latePinned;
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void onOpening(long opened, long of) {
        if (opened == of && openBytes < 0) {
            openBytes = liveHeapBytes();
            openResident = residentBytes();
        }
    }

    @Override
    public void onSecond(long received, double p99Millis) {
        deliveries += received;
        seconds++;
        if (seconds % everySeconds == 0) {
            samples.add(new Sample(deliveries, liveHeapBytes()));
            lateResident = residentBytes();
            latePinned = pinnedBytes();
        }
    }

    private long pinnedBytes() {
        try {
            return hub.pinnedBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private long residentBytes() {
        try {
            return hub.residentBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private long liveHeapBytes() {
        try {
            return hub.liveHeapBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ended);
        }
    }
}
