package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/// What goes wrong on a [SimulatedDisk], by plan, and how often it did.
///
/// Thread-safe: guarded by itself.
final class Faults {
    private static final String INPUT_OUTPUT = "Input/output error";
    private static final String NO_SPACE = "No space left on device";

    private final List<Planned> planned = new ArrayList<>();
    private final Map<DiskCall, Pattern> ignored = new EnumMap<>(DiskCall.class);
    private final Map<DiskCall, Long> failed = new EnumMap<>(DiskCall.class);
    private final Random random;
    private double shortShare;
    private long capacity = Long.MAX_VALUE;
    private long shortWrites;
    private long fullWrites;
    private long ignoredCalls;

    /// @param random says which writes are short, and what a failed force left
    Faults(Random random) {
        this.random = random;
    }

    /// Lets calls fail with an error of input and output.
    ///
    /// @param call which
    /// @param files of which files, as a regular expression; the directory's own calls have the name `.`
    /// @param skipped how many calls succeed first
    /// @param times how many fail then
    synchronized void fail(DiskCall call, String files, int skipped, int times) {
        planned.add(new Planned(call, Pattern.compile(files), skipped, times));
    }

    /// From now on nothing fails that was planned to.
    synchronized void forgive() {
        planned.clear();
    }

    /// Lets a call return as if it had done what it was asked for.
    ///
    /// @param files of which files, as with [#fail]
    synchronized void ignore(DiskCall call, String files) {
        ignored.put(call, Pattern.compile(files));
    }

    /// Lets another disk forget what this one forgets.
    synchronized void copyIgnoredTo(Faults others) {
        ignored.forEach((call, files) -> others.ignore(call, files.pattern()));
    }

    /// Lets a share of the writes take only some of the bytes.
    synchronized void writeShort(double share) {
        shortShare = share;
    }

    /// @param bytes how many the disk can hold
    synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    synchronized long capacity() {
        return capacity;
    }

    synchronized long failed(DiskCall call) {
        return failed.getOrDefault(call, 0L);
    }

    /// @return whether anything has failed, for want of room too
    synchronized boolean hasFailed() {
        return fullWrites > 0 || !failed.isEmpty();
    }

    synchronized long shortWrites() {
        return shortWrites;
    }

    synchronized long fullWrites() {
        return fullWrites;
    }

    synchronized long ignoredCalls() {
        return ignoredCalls;
    }

    synchronized boolean isIgnored(DiskCall call, String file) {
        var files = ignored.get(call);
        boolean isIgnored = files != null && files.matcher(file).matches();
        ignoredCalls += isIgnored ? 1 : 0;
        return isIgnored;
    }

    synchronized void check(DiskCall call, String file) throws IOException {
        for (var fault : planned) {
            if (fault.meets(call, file)) {
                failed.merge(call, 1L, Long::sum);
                throw new FileSystemException(file, null, INPUT_OUTPUT);
            }
        }
    }

    /// @param count how many bytes are to be written
    /// @param growth by how many of them the file grows
    /// @param used how many bytes the disk holds
    /// @return how many are written, at least 1
    synchronized int written(String file, int count, int growth, long used) throws IOException {
        long room = count - growth + Math.max(0, capacity - used);
        if (room < count) {
            fullWrites++;
        }
        if (room < 1) {
            throw full(file);
        }
        int most = (int) Math.min(count, room);
        if (most > 1 && shortShare > 0 && random.nextDouble() < shortShare) {
            shortWrites++;
            return 1 + random.nextInt(most - 1);
        }
        return most;
    }

    synchronized void checkRoomForName(String file, long used) throws IOException {
        if (used >= capacity) {
            fullWrites++;
            throw full(file);
        }
    }

    private static DiskFullException full(String file) {
        var failure = new FileSystemException(file, null, NO_SPACE);
        return new DiskFullException(failure.getMessage(), failure);
    }

    /// Owner: the faults, which guard it.
    private static final class Planned {
        private final DiskCall call;
        private final Pattern files;
        private int skipped;
        private int times;

        Planned(DiskCall call, Pattern files, int skipped, int times) {
            this.call = call;
            this.files = files;
            this.skipped = skipped;
            this.times = times;
        }

        boolean meets(DiskCall asked, String file) {
            if (asked != call || !files.matcher(file).matches()) {
                return false;
            }
            if (skipped > 0) {
                skipped--;
                return false;
            }
            return times-- > 0;
        }
    }
}
