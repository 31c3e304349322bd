package dev.spate.hub.internal.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Durability;
import dev.spate.hub.HubException;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Topic;
import dev.spate.hub.logfiles.Finding;
import dev.spate.hub.logfiles.LogSummary;
import dev.spate.hub.logfiles.LogWatch;
import dev.spate.hub.logfiles.OffsetRange;
import dev.spate.hub.logfiles.RepairReport;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/// A log on a disk in memory that is damaged, looked at and repaired, and what it held before.
///
/// Owner: the test's thread.
final class RepairRoom {
    /// So that a segment is full with four.
    private static final int RETAINED = 64;

    final Random random = new Random(11);
    final List<Finding> findings = new ArrayList<>();
    /// What the log held when it was left, by offset.
    final Map<Long, Entry> written = new TreeMap<>();

    SimulatedDisk disk = new SimulatedDisk(random);
    private final LogFolder folder = new LogFolder(Path.of("unused"));

    RepairRoom() {
        folder.durability = Durability.DISK;
        folder.retention = new Retention(Duration.ofHours(1), 64 << 20, RETAINED);
    }

    static Publication publication(int number) {
        var publication = Publication.of("t" + number % 3, "data " + number).withKey("k" + number % 4);
        return number % 2 == 0 ? publication.withId("i" + number / 4) : publication;
    }

    /// A log with so many entries, which is stopped.
    static RepairRoom stopped(int entries) throws IOException {
        return left(entries, true);
    }

    /// A log with so many entries, whose process is killed.
    static RepairRoom killed(int entries) throws IOException {
        return left(entries, false);
    }

    private static RepairRoom left(int entries, boolean isStopped) throws IOException {
        var room = new RepairRoom();
        var log = room.folder.open(room.disk);
        LogFolder.await(log.tail(shown -> {}));
        for (int number = 1; number <= entries; number++) {
            LogFolder.append(log, publication(number));
        }
        LogFolder.all(log).forEach(entry -> room.written.put(entry.offset(), entry));
        if (isStopped) {
            log.close();
        }
        room.disk = room.disk.copy();
        return room;
    }

    LogWatch watch() {
        findings.clear();
        return new LogWatch() {
            @Override
            public void onProgress(long doneBytes, long allBytes) {
                assertThat(doneBytes).isLessThanOrEqualTo(allBytes);
            }

            @Override
            public void onFinding(Finding finding) {
                findings.add(finding);
            }
        };
    }

    /// Looks at everything, which must not change anything.
    LogSummary verify() throws IOException {
        long changes = disk.changes();
        var summary = LogTool.verify(disk, watch());
        assertThat(disk.changes()).isEqualTo(changes);
        return summary;
    }

    RepairReport repair() throws IOException {
        return LogTool.repair(disk, random, watch());
    }

    List<Finding> damages() {
        return findings.stream()
                .filter(finding -> finding.weight() == Finding.Weight.DAMAGE)
                .toList();
    }

    String segment(int index) throws IOException {
        return disk.names().stream()
                .filter(name -> LogStore.firstOffset(name).isPresent())
                .toList()
                .get(index);
    }

    String lastSegment() throws IOException {
        return disk.names().stream()
                .filter(name -> LogStore.firstOffset(name).isPresent())
                .reduce("", (one, other) -> other);
    }

    /// Where the record of an entry begins in its segment.
    int place(long offset) throws IOException {
        var state = StateFile.read(disk).orElseThrow();
        long first = LogListing.of(disk).segments().stream()
                .filter(segment -> segment <= offset)
                .reduce(1L, (one, other) -> other);
        try (var file = disk.open(LogStore.segmentName(first))) {
            var scan = new SegmentScan(LogStore.of(disk, state.key()), first, file);
            return (int) scan.upTo(offset, (place, head, entry) -> {});
        }
    }

    void flipRecord(long offset) throws IOException {
        long first = LogListing.of(disk).segments().stream()
                .filter(segment -> segment <= offset)
                .reduce(1L, (one, other) -> other);
        disk.flip(LogStore.segmentName(first), place(offset) + RecordCodec.HEAD_BYTES + 3, 0x10);
    }

    /// Whether a log starts on the disk as it is; what it did is forgotten.
    boolean starts() throws IOException {
        try {
            opened(disk.copy()).close();
            return true;
        } catch (HubException e) {
            return false;
        }
    }

    private FileEventLog opened(SimulatedDisk on) throws IOException {
        var log = folder.open(on);
        LogFolder.await(log.tail(shown -> {}));
        return log;
    }

    /// Starts a log and reads it from every offset on: what was not given up is there, what is not there is told.
    void requireAllBut(List<OffsetRange> lost) throws IOException {
        var log = opened(disk);
        long head = log.bounds().head();
        for (var filter : List.of(new Everything(), topic("t0"), topic("t1"), topic("t2"))) {
            for (long after = 0; after <= head; after++) {
                requireAllBut(lost, log, new Question(after, filter));
            }
        }
        LogFolder.append(log, publication(1));
        log.close();
    }

    private record Question(long after, EntryFilter filter) {}

    private void requireAllBut(List<OffsetRange> lost, FileEventLog log, Question question) {
        var given = new TreeMap<Long, Entry>();
        long told = 0;
        long cursor = question.after();
        boolean isAtHead = false;
        while (!isAtHead) {
            var page = LogFolder.await(log.read(cursor, question.filter(), 3, Long.MAX_VALUE));
            told = Math.max(told, page.missing().upTo());
            page.entries().forEach(entry -> given.put(entry.offset(), entry));
            cursor = page.next();
            isAtHead = page.isAtHead();
        }
        for (var entry : written.values()) {
            long offset = entry.offset();
            if (offset <= question.after() || !question.filter().accepts(entry)) {
                continue;
            }
            var here = given.get(offset);
            if (here == null) {
                assertThat(isIn(lost, offset)).as("%d was not given up", offset).isTrue();
                assertThat(told)
                        .as("%d is not told from %d on", offset, question.after())
                        .isGreaterThanOrEqualTo(offset);
            } else {
                assertThat(here.publication()).isEqualTo(entry.publication());
                assertThat(here.timeMillis()).isEqualTo(entry.timeMillis());
            }
        }
    }

    /// As [#requireAllBut(List)], where more and more of the oldest entries are evicted.
    void requireAllButOld(List<OffsetRange> lost) throws IOException {
        var log = opened(disk);
        for (int number = 0; number < 8; number++) {
            var position = LogFolder.append(log, publication(number));
            LogFolder.await(log.read(position.offset() - 1, new Everything(), 1, 1))
                    .entries()
                    .forEach(entry -> written.put(entry.offset(), entry));
        }
        var gone = new ArrayList<>(lost);
        gone.add(new OffsetRange(1, log.bounds().first() - 1));
        log.close();
        requireAllBut(gone);
    }

    /// The last write of a log that was killed cannot be told from one that did not come to its end.
    void forgetTornTail() throws IOException {
        boolean wasTorn = findings.stream().anyMatch(Finding.TornTail.class::isInstance);
        long last = verify().lastOffset();
        if (wasTorn || findings.stream().anyMatch(Finding.TornTail.class::isInstance)) {
            written.keySet().removeIf(offset -> offset > last);
        }
    }

    static boolean isIn(List<OffsetRange> ranges, long offset) {
        return ranges.stream().anyMatch(range -> range.first() <= offset && offset <= range.last());
    }

    private static EntryFilter topic(String name) {
        var topic = new Topic(name);
        return new EntryFilter() {
            @Override
            public boolean accepts(Entry entry) {
                return entry.publication().topics().contains(topic);
            }

            @Override
            public Set<Topic> exactTopics() {
                return Set.of(topic);
            }
        };
    }
}
