package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// How a log begins, and how it ends. Everything here runs on the log's writer.
///
/// Thread-safe: stateless.
final class LogLife {
    private LogLife() {}

    /// Finds out what there is, and makes it ready.
    ///
    /// @param writer runs tasks on the log's writer
    /// @param isStopped whether nobody waits for it any more
    static OpenLog open(FileEventLog.Parts parts, WriteCounts counts, Executor writer, BooleanSupplier isStopped)
            throws IOException {
        var limits = SegmentLimits.of(parts.retention());
        var found = new Recovery(parts, limits, isStopped).run();
        var segments = new Segments(found.store(), limits, found.evictions(), counts.failures());
        var all = new ArrayList<>(found.closed());
        all.add(found.active().segment());
        segments.begin(all, found.next() - 1);
        var sealer = new Sealer(found.store(), segments, parts.readers(), writer, counts.failures());
        var logWriter = new LogWriter(
                new LogWriter.Parts(
                        found.store(),
                        limits,
                        parts.durability(),
                        segments,
                        sealer,
                        found.state().epochs(),
                        counts,
                        parts.ticker()),
                found.active(),
                found.next());
        sealer.sealAll();
        return new OpenLog(found.state(), found.store(), segments, sealer, logWriter);
    }

    /// Writes down how the log is left, unless it is left in trouble.
    ///
    /// @param isSound whether nothing is known that speaks against it
    static void end(OpenLog log, boolean isSound) throws IOException {
        var stop = log.writer().close();
        try {
            if (isSound && !stop.isNone()) {
                writeIndex(log, stop);
                StateFile.write(log.store().disk(), log.state().stopped(stop));
            }
        } finally {
            log.segments().close();
        }
    }

    /// The last segment's index is worth writing where the next start does not copy the segment.
    private static void writeIndex(OpenLog log, CleanStop stop) throws IOException {
        if (stop.bytes() > log.writer().limits().smallBytes()) {
            Sealer.write(log.store(), log.writer().active().index(), stop.bytes())
                    .index()
                    .close();
        }
    }

    static void close(List<AutoCloseable> resources, WriteCounts counts) {
        for (var resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                // Of anybody's making: the others are to be closed all the same.
                counts.failed();
            }
        }
    }
}
