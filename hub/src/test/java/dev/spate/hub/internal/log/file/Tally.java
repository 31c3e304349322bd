package dev.spate.hub.internal.log.file;

import java.util.EnumMap;
import java.util.Map;

/// What has happened in the lives of logs, so that a test can tell that it tested something. Owner: the thread of the
/// test.
final class Tally {
    private final Map<Aftermath, Long> aftermath = new EnumMap<>(Aftermath.class);
    private long cuts;
    private long states;
    private long appended;
    private long cleanStarts;
    private long uncleanStarts;
    private long asked;
    private long needlessGaps;

    void cut(SimulatedDisk disk) {
        cuts++;
        states++;
        disk.aftermath().forEach((what, count) -> aftermath.merge(what, count, Long::sum));
    }

    void tried() {
        states++;
    }

    void appended(int entries) {
        appended += entries;
    }

    void opened(boolean isClean, boolean hasAppended) {
        cleanStarts += isClean ? 1 : 0;
        uncleanStarts += hasAppended ? 1 : 0;
    }

    void asked(long gaps) {
        asked++;
        needlessGaps += gaps;
    }

    /// How many states of disks after a cut a log was opened on.
    long states() {
        return states;
    }

    long cleanStarts() {
        return cleanStarts;
    }

    long uncleanStarts() {
        return uncleanStarts;
    }

    long asked() {
        return asked;
    }

    long needlessGaps() {
        return needlessGaps;
    }

    Map<Aftermath, Long> aftermath() {
        return aftermath;
    }

    @Override
    public String toString() {
        return states + " states after " + cuts + " cuts, " + appended + " entries, " + cleanStarts + " clean and "
                + uncleanStarts + " unclean starts, " + needlessGaps + " needless gaps, " + aftermath;
    }
}
