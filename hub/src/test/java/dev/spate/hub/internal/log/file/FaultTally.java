package dev.spate.hub.internal.log.file;

import java.util.EnumMap;
import java.util.Map;

/// What has failed in the lives of logs, so that a test can tell that it tested something. Owner: the thread of the
/// test.
final class FaultTally {
    private final Map<DiskCall, Long> failed = new EnumMap<>(DiskCall.class);
    private long shortWrites;
    private long fullWrites;
    private long refusals;
    private long starts;

    void failed(Faults faults) {
        for (var call : DiskCall.values()) {
            failed.merge(call, faults.failed(call), Long::sum);
        }
        shortWrites += faults.shortWrites();
        fullWrites += faults.fullWrites();
    }

    void refused() {
        refusals++;
    }

    void survived() {
        starts++;
    }

    /// How often which call failed.
    Map<DiskCall, Long> failed() {
        return failed;
    }

    long shortWrites() {
        return shortWrites;
    }

    long fullWrites() {
        return fullWrites;
    }

    long starts() {
        return starts;
    }

    @Override
    public String toString() {
        return starts + " starts after failures, " + refusals + " refusals, " + shortWrites + " short writes, "
                + fullWrites + " without room, failed: " + failed;
    }
}
