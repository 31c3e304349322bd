package dev.spate.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// The server's process and its children, as `/proc` shows them. Thread-safe: immutable.
///
/// @param pid the process
public record ServerProcess(long pid) {
    private static final Path PROC = Path.of("/proc");

    /// The kernel reports in hundredths whatever its own tick is.
    private static final double TICKS_A_SECOND = 100;

    private static final long KIB = 1024;

    /// @throws IllegalArgumentException if there is none
    public ServerProcess {
        if (!Files.isReadable(PROC.resolve(pid + "/stat"))) {
            throw new IllegalArgumentException("pid: " + pid + " (expected: a process that /proc shows)");
        }
    }

    /// What all its threads and its children have used.
    double cpuSeconds() {
        return family().map(this::ticks).sum() / TICKS_A_SECOND;
    }

    /// What is in memory of it and its children.
    long residentBytes() {
        return family().map(this::residentBytes).sum();
    }

    private LongStream family() {
        Stream<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), children.mapToLong(Long::longValue));
    }

    private long ticks(long of) {
        // The name of the program, in brackets, may have blanks in it. After it: state, …, utime (12th), stime.
        String stat = read(of, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 13 ? 0 : Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private long residentBytes(long of) {
        return read(of, "status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                * KIB;
    }

    /// Empty if the process has ended: a worker may.
    private static String read(long of, String file) {
        try {
            return Files.readString(PROC.resolve(of + "/" + file));
        } catch (IOException gone) {
            return "";
        }
    }
}
