package dev.spate.hub.logfiles;

import java.util.List;

/// What a repair does, or would do. Thread-safe: immutable.
///
/// @param steps in their order; empty if nothing is to be repaired
/// @param lost the entries that it gives up, ascending; without those that earlier repairs gave up
/// @param lostBytes how many bytes of files it cuts out
/// @param entries how many entries remain
public record RepairReport(List<RepairStep> steps, List<OffsetRange> lost, long lostBytes, long entries) {
    public RepairReport {
        steps = List.copyOf(steps);
        lost = List.copyOf(lost);
    }

    /// @return how many entries it gives up
    public long lostEntries() {
        return lost.stream().mapToLong(OffsetRange::count).sum();
    }
}
