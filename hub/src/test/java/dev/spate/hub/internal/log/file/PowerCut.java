package dev.spate.hub.internal.log.file;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Decides what a power cut leaves of what was not forced. What was forced it leaves alone.
///
/// ```text
/// of a file's changes     none | all | the first few, the last of them torn | some, in any order
/// of each write kept      all of it | bytes from..to | any of its sectors of 512 bytes
/// of the size             what that makes | or any size that a change gave it, in zeros or in stale bytes
/// of the directory        none | all | the first few | any of the changes, in order
/// ```
///
/// This is no worse than file systems are: ext4 without a journal of data, and with `data=writeback` (where blocks that
/// were given to a file and not yet written show what they held before); XFS and btrfs, which give zeros there. It is
/// as bad, since the order in which a kernel writes pages back, and the order in which a disk with a cache does, are
/// anybody's guess. Two things do not happen: a forced byte is never touched, not even by a torn write of its
/// neighbour that changes the same sector; and a rename is never half done.
///
/// Owner: the test that made it.
final class PowerCut {
    static final int SECTOR = 512;

    private static final int WAYS = 4;

    private final Random random;
    private final Map<Aftermath, Long> counts;
    private final List<byte[]> stale;

    /// @param random decides
    /// @param counts is told what happened
    /// @param stale what blocks may hold from before; empty where they are always zero
    PowerCut(Random random, Map<Aftermath, Long> counts, List<byte[]> stale) {
        this.random = random;
        this.counts = counts;
        this.stale = stale;
    }

    /// What is left of a file.
    Bytes image(StoredFile file) {
        var left = file.durable().copy();
        var changes = file.changes();
        if (changes.isEmpty()) {
            return left;
        }
        switch (random.nextInt(WAYS)) {
            case 0 -> changes.forEach(this::lose);
            case 1 -> changes.forEach(left::apply);
            case 2 -> applyFirst(changes, left);
            default -> applySome(changes, left);
        }
        if (random.nextInt(WAYS) == 0) {
            extend(changes, left);
        }
        return left;
    }

    /// What is left of a directory.
    Map<String, StoredFile> image(Map<String, StoredFile> durable, List<NameChange> changes) {
        var left = new HashMap<>(durable);
        int way = random.nextInt(WAYS);
        int first = way == 0 ? 0 : way == 1 ? changes.size() : random.nextInt(changes.size() + 1);
        boolean isOneLost = false;
        for (int index = 0; index < changes.size(); index++) {
            boolean isKept = way < WAYS - 1 ? index < first : random.nextBoolean();
            if (isKept) {
                changes.get(index).applyTo(left);
                countIf(isOneLost, Aftermath.NAMES_REORDERED);
            } else {
                isOneLost = true;
                lose(changes.get(index));
            }
        }
        return left;
    }

    private void applyFirst(List<Change> changes, Bytes left) {
        int whole = random.nextInt(changes.size());
        changes.subList(0, whole).forEach(left::apply);
        applyTorn(changes.get(whole), left);
        changes.subList(whole + 1, changes.size()).forEach(this::lose);
    }

    private void applySome(List<Change> changes, Bytes left) {
        var order = new ArrayList<Integer>();
        for (int index = 0; index < changes.size(); index++) {
            order.add(index);
        }
        boolean isInOrder = random.nextBoolean();
        if (!isInOrder) {
            Collections.shuffle(order, random);
        }
        int last = -1;
        for (int index : order) {
            if (random.nextBoolean()) {
                lose(changes.get(index));
                continue;
            }
            countIf(index < last, Aftermath.REORDERED);
            last = index;
            applyTorn(changes.get(index), left);
        }
    }

    private void applyTorn(Change change, Bytes left) {
        switch (change) {
            case Change.Truncated truncated -> {
                count(Aftermath.KEPT_TRUNCATION);
                left.apply(truncated);
            }
            case Change.Written written -> {
                switch (random.nextInt(WAYS)) {
                    case 0 -> left.apply(written);
                    case 1 -> applyRange(written, 0, random.nextInt(written.bytes().length), left);
                    case 2 -> {
                        int from = random.nextInt(written.bytes().length);
                        applyRange(written, from, from + random.nextInt(written.bytes().length - from), left);
                    }
                    default -> applySectors(written, left);
                }
            }
        }
    }

    private void applyRange(Change.Written written, int from, int to, Bytes left) {
        count(Aftermath.TORN_WRITE);
        left.put(written.at() + from, written.bytes(), from, to - from);
    }

    private void applySectors(Change.Written written, Bytes left) {
        boolean isOneLost = false;
        for (int at = written.at(); at < written.end(); at = nextSector(at)) {
            if (random.nextBoolean()) {
                isOneLost = true;
                continue;
            }
            countIf(isOneLost, Aftermath.LOST_SECTORS);
            int from = at - written.at();
            left.put(at, written.bytes(), from, Math.min(nextSector(at), written.end()) - at);
        }
    }

    private static int nextSector(int at) {
        return (at / SECTOR + 1) * SECTOR;
    }

    private void extend(List<Change> changes, Bytes left) {
        int size = left.size();
        if (!(changes.get(random.nextInt(changes.size())) instanceof Change.Written written) || written.end() <= size) {
            return;
        }
        left.extend(written.end());
        if (stale.isEmpty() || random.nextBoolean()) {
            count(Aftermath.ZEROS);
            return;
        }
        count(Aftermath.STALE_BYTES);
        var former = stale.get(random.nextInt(stale.size()));
        int from = random.nextBoolean() ? Math.min(size, former.length) : random.nextInt(former.length + 1);
        left.put(size, former, from, Math.min(written.end() - size, former.length - from));
    }

    private void lose(Change change) {
        count(
                switch (change) {
                    case Change.Written written -> Aftermath.LOST_WRITE;
                    case Change.Truncated truncated -> Aftermath.LOST_TRUNCATION;
                });
    }

    private void lose(NameChange change) {
        switch (change) {
            case NameChange.Created created -> {
                count(Aftermath.LOST_CREATION);
                countIf(created.file().durable().size() > 0, Aftermath.LOST_FORCED_FILE);
            }
            case NameChange.Renamed renamed -> count(Aftermath.LOST_RENAME);
            case NameChange.Deleted deleted -> count(Aftermath.LOST_DELETION);
        }
    }

    private void countIf(boolean happened, Aftermath what) {
        if (happened) {
            count(what);
        }
    }

    private void count(Aftermath what) {
        counts.merge(what, 1L, Long::sum);
    }
}
