package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;

/// A disk in memory that keeps apart what was done to it and what was forced, so that its power can be cut at any
/// call: [#afterCut(Random)] is a disk with one of the many states that a real one may be in then, which [PowerCut]
/// draws. It also fails by plan: see [#faults()].
///
/// - What was forced is in every state. Of the rest any part is, in any order.
/// - The bytes of a file and its name are forced apart from each other: a file whose bytes are safe is gone if its
///   name was not forced.
/// - After a force that failed, what was to be forced reads as before until the power is cut, and any part of it is
///   lost then; the next force succeeds, and is about later writes alone.
/// - Once the power is cut every call fails, so that what still runs can do no more.
///
/// The same seed and the same calls give the same states. Thread-safe: guarded by itself.
final class SimulatedDisk implements Disk {
    private static final String DIRECTORY = ".";
    private static final int MAX_STALE = 8;
    private static final long FREE = 1L << 40;

    private final Random random;
    private final Faults faults;
    private final Map<Aftermath, Long> aftermath = new EnumMap<>(Aftermath.class);
    private final Map<String, StoredFile> names = new HashMap<>();
    private final Map<String, StoredFile> durableNames = new HashMap<>();
    private final List<NameChange> nameChanges = new ArrayList<>();
    private final List<byte[]> stale = new ArrayList<>();
    private Consumer<String> trace = call -> {};
    private boolean showsStaleBytes;
    private long changes;
    private long cutAt = Long.MAX_VALUE;
    private final List<String> openFiles = new ArrayList<>();

    SimulatedDisk(Random random) {
        this.random = random;
        this.faults = new Faults(random);
    }

    Faults faults() {
        return faults;
    }

    /// Lets blocks that were never written show, after a cut, what other files held.
    synchronized SimulatedDisk showingStaleBytes() {
        showsStaleBytes = true;
        return this;
    }

    /// @param calls is told each call that changes something
    synchronized void trace(Consumer<String> calls) {
        trace = calls;
    }

    /// @return how many calls have changed something
    synchronized long changes() {
        return changes;
    }

    /// Cuts the power while a call is under way.
    ///
    /// @param call the number of a call that changes something, counted from 1
    synchronized void cutAt(long call) {
        cutAt = call;
    }

    /// Cuts the power before the next call.
    synchronized void cutNow() {
        cutAt = Math.min(cutAt, changes);
    }

    synchronized boolean isOff() {
        return changes >= cutAt;
    }

    /// @return how often which things happened when the power was cut
    synchronized Map<Aftermath, Long> aftermath() {
        return Map.copyOf(aftermath);
    }

    /// @return the names of the files that are open, as they were then
    synchronized List<String> openFiles() {
        return List.copyOf(openFiles);
    }

    /// One of the states of the disk after a power cut that came now. This disk stays as it is.
    ///
    /// @param random draws the state, and is the next disk's
    synchronized SimulatedDisk afterCut(Random random) {
        var cut = new PowerCut(random, aftermath, stale);
        var next = new SimulatedDisk(random);
        next.showsStaleBytes = showsStaleBytes;
        next.stale.addAll(stale);
        faults.copyIgnoredTo(next.faults);
        var left = cut.image(durableNames, nameChanges);
        for (var name : new TreeSet<>(left.keySet())) {
            next.putForced(name, new StoredFile(cut.image(left.get(name))));
        }
        return next;
    }

    /// A disk with the files of this one as they read now, all forced.
    synchronized SimulatedDisk copy() {
        var copy = new SimulatedDisk(new Random(random.nextLong()));
        names.forEach((name, file) ->
                copy.putForced(name, new StoredFile(file.visible().copy())));
        return copy;
    }

    /// Puts a file in the place of one that may be there, forced.
    synchronized void put(String name, byte... bytes) {
        var content = new Bytes();
        content.put(0, bytes, 0, bytes.length);
        putForced(name, new StoredFile(content));
    }

    synchronized byte[] bytes(String name) {
        return names.get(name).visible().toArray();
    }

    /// Changes bits of a file, on the disk and for those who read it.
    synchronized void flip(String name, int at, int mask) {
        names.get(name).flip(at, mask);
    }

    @Override
    public synchronized List<String> names() throws IOException {
        check(DiskCall.NAMES, DIRECTORY);
        return new ArrayList<>(new TreeSet<>(names.keySet()));
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        check(DiskCall.OPEN, name);
        var file = existing(name);
        openFiles.add(name);
        return new SimulatedFile(this, name, file);
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        faults.checkRoomForName(name, usedBytes());
        check(DiskCall.CREATE, name);
        change(new NameChange.Created(name, new StoredFile()));
        endIfCut(name);
        openFiles.add(name);
        return new SimulatedFile(this, name, existing(name));
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        var file = existing(from);
        check(DiskCall.RENAME, from);
        var replaced = names.get(to);
        if (replaced != null) {
            remember(replaced);
        }
        change(new NameChange.Renamed(from, to, file));
        endIfCut(from);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        var file = existing(name);
        check(DiskCall.DELETE, name);
        remember(file);
        change(new NameChange.Deleted(name, file));
        endIfCut(name);
    }

    @Override
    public synchronized void force() throws IOException {
        check(DiskCall.FORCE_NAMES, DIRECTORY);
        endIfCut(DIRECTORY);
        if (!faults.isIgnored(DiskCall.FORCE_NAMES, DIRECTORY)) {
            nameChanges.forEach(change -> change.applyTo(durableNames));
            nameChanges.clear();
        }
    }

    @Override
    public synchronized long freeBytes() {
        return Math.max(0, Math.min(FREE, faults.capacity()) - usedBytes());
    }

    synchronized void close(SimulatedFile handle) {
        openFiles.remove(handle.name());
    }

    synchronized int write(SimulatedFile handle, byte[] from, int at) throws IOException {
        var file = handle.stored();
        int size = file.visible().size();
        if (at > size) {
            throw new IllegalArgumentException("place: " + at + " (expected: at or before the end, " + size + ")");
        }
        int growth = Math.max(0, at + from.length - size);
        int count = faults.written(handle.name(), from.length, growth, usedBytes());
        check(DiskCall.WRITE, handle.name());
        file.change(new Change.Written(at, count == from.length ? from : Arrays.copyOf(from, count)));
        endIfCut(handle.name());
        return count;
    }

    /// @return how many bytes were read; -1 at the end of the file
    synchronized int read(SimulatedFile handle, ByteBuffer to, long at) throws IOException {
        check(DiskCall.READ, handle.name());
        var visible = handle.stored().visible();
        return at >= visible.size() ? -1 : visible.get((int) at, to);
    }

    synchronized void force(SimulatedFile handle) throws IOException {
        var file = handle.stored();
        try {
            check(DiskCall.FORCE, handle.name());
        } catch (IOException e) {
            if (!isOff()) {
                file.forgetChanges(new PowerCut(random, new EnumMap<>(Aftermath.class), List.of()).image(file));
            }
            throw e;
        }
        endIfCut(handle.name());
        if (!faults.isIgnored(DiskCall.FORCE, handle.name())) {
            file.force();
        }
    }

    synchronized int size(SimulatedFile handle) throws IOException {
        endIfCut(handle.name());
        return handle.stored().visible().size();
    }

    synchronized void truncate(SimulatedFile handle, int size) throws IOException {
        check(DiskCall.TRUNCATE, handle.name());
        if (size < handle.stored().visible().size()) {
            handle.stored().change(new Change.Truncated(size));
        }
        endIfCut(handle.name());
    }

    private StoredFile existing(String name) throws NoSuchFileException {
        var file = names.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    private void change(NameChange change) {
        change.applyTo(names);
        nameChanges.add(change);
    }

    private void putForced(String name, StoredFile file) {
        names.put(name, file);
        durableNames.put(name, file);
    }

    /// Keeps what blocks held that others may be given.
    private void remember(StoredFile file) {
        if (showsStaleBytes) {
            if (stale.size() == MAX_STALE) {
                stale.remove(random.nextInt(MAX_STALE));
            }
            stale.add(file.visible().toArray());
        }
    }

    synchronized long usedBytes() {
        long used = 0;
        for (var file : names.values()) {
            used += file.visible().size();
        }
        return used;
    }

    private void check(DiskCall call, String file) throws IOException {
        if (isOff()) {
            throw off(file);
        }
        if (call.changesSomething()) {
            changes++;
            trace.accept(changes + " " + call + " " + file);
        }
        faults.check(call, file);
    }

    /// Whether the call that has just happened, as far as it did, is one that nobody gets an answer to.
    private void endIfCut(String file) throws IOException {
        if (isOff()) {
            throw off(file);
        }
    }

    private static FileSystemException off(String file) {
        return new FileSystemException(file, null, "power is off");
    }
}
