package dev.spate.app.kill;

import dev.spate.hub.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// What the hub has acknowledged, and how far the subscribers are. Whoever has to wait for others waits here.
///
/// Thread-safe: by its monitor.
final class Ledger {
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final Duration EVER = Duration.ofDays(1);

    private final NavigableMap<Long, Stamp> byOffset = new TreeMap<>();
    private final Map<Stamp, Position> positions = new HashMap<>();
    private final Map<Integer, Long> newest = new HashMap<>();
    private final List<Reader> readers = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private boolean isClosed;

    /// How far one subscriber is. Owner: the ledger.
    static final class Reader {
        private final Set<Integer> publishers;
        private long reached;

        private Reader(Set<Integer> publishers) {
            this.publishers = publishers;
        }
    }

    /// @param publishers whose events it reads
    synchronized Reader reader(Set<Integer> publishers) {
        var reader = new Reader(publishers);
        readers.add(reader);
        return reader;
    }

    /// Notes an answer.
    synchronized void acknowledged(Stamp stamp, String id) {
        Position position = Position.parse(id).orElseThrow(() -> new AssertionError("id: " + id));
        Position before = positions.putIfAbsent(stamp, position);
        Stamp other = byOffset.putIfAbsent(position.offset(), stamp);
        if (before != null && !before.equals(position)) {
            fail(stamp + ": acknowledged at " + before.text() + " and at " + id);
        } else if (other != null && !other.equals(stamp)) {
            fail(id + ": given to " + other + " and to " + stamp);
        }
        newest.merge(stamp.publisher(), position.offset(), Math::max);
        notifyAll();
    }

    /// Notes how far a subscriber is.
    synchronized void reached(Reader reader, long offset) {
        reader.reached = offset;
        notifyAll();
    }

    synchronized void fail(String what) {
        failures.add(what);
        isClosed = true;
        notifyAll();
    }

    /// Lets no new publication begin.
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized int count() {
        return byOffset.size();
    }

    synchronized long head() {
        return byOffset.isEmpty() ? 0 : byOffset.lastKey();
    }

    /// What was acknowledged, by ascending offset.
    synchronized NavigableMap<Long, Stamp> all() {
        return new TreeMap<>(byOffset);
    }

    /// Waits until so many are acknowledged, or the loop is over.
    synchronized void awaitCount(int count, Duration atMost) throws InterruptedException {
        await(() -> byOffset.size() >= count || isClosed, atMost);
    }

    /// Waits until the head is so far, or the loop is over.
    synchronized void awaitHead(long offset) throws InterruptedException {
        await(() -> head() >= offset || isClosed, EVER);
    }

    /// Waits until nobody is owed something that lies further back.
    ///
    /// @return whether publishing goes on
    synchronized boolean awaitNear(long distance) throws InterruptedException {
        await(() -> furthest() <= distance || isClosed, EVER);
        return !isClosed;
    }

    /// Waits until every subscriber has everything.
    synchronized boolean awaitAllThrough(Duration atMost) throws InterruptedException {
        await(() -> furthest() == 0 || !failures.isEmpty(), atMost);
        return furthest() == 0;
    }

    private void await(BooleanSupplier isDone, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isDone.getAsBoolean() && System.nanoTime() < end) {
            wait(1 + (end - System.nanoTime()) / NANOS_A_MILLI);
        }
    }

    /// How far back the one is that is furthest back of those who lack something.
    private long furthest() {
        return readers.stream()
                .filter(reader -> reader.publishers.stream()
                        .anyMatch(publisher -> newest.getOrDefault(publisher, 0L) > reader.reached))
                .mapToLong(reader -> head() - reader.reached)
                .max()
                .orElse(0);
    }
}
