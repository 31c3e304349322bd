package dev.spate.testkit.simulation;

import dev.spate.hub.Position;
import dev.spate.hub.spi.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The truth: every entry that came out of the log's tail, in order, and every letter that was written.
///
/// Owner: the simulation's thread.
final class Ledger {
    private final List<Letter> letters = new ArrayList<>();
    private final List<Shown> shown = new ArrayList<>();
    private final Map<Position, Shown> byPosition = new HashMap<>();
    private final Map<String, Shown> newestByKey = new HashMap<>();
    private final Map<String, Shown> newestById = new HashMap<>();
    private final LongSupplier first;
    private final Consumer<Shown> onShown;
    private long head;

    /// @param first says from which offset on the log retains
    /// @param onShown is told of each entry
    Ledger(LongSupplier first, Consumer<Shown> onShown) {
        this.first = first;
        this.onShown = onShown;
    }

    int nextNumber() {
        return letters.size();
    }

    void add(Letter letter) {
        letters.add(letter);
    }

    List<Letter> letters() {
        return letters;
    }

    /// The letter that some data belongs to.
    Letter letterOf(String data) {
        int number = Letter.numberOf(data);
        if (number < 0
                || number >= letters.size()
                || !letters.get(number).data().equals(data)) {
            throw new Violation("data that nobody published: " + data);
        }
        return letters.get(number);
    }

    /// Notes what came out of the tail.
    void take(List<Entry> entries) {
        for (var entry : entries) {
            take(entry);
        }
    }

    private void take(Entry entry) {
        if (entry.offset() <= head) {
            throw new Violation("offset " + entry.offset() + " came out of the tail after " + head);
        }
        var letter = letterOf(entry.publication().event().data());
        var one = new Shown(entry.position(), entry.timeMillis(), letter);
        var before = byPosition.putIfAbsent(entry.position(), one);
        if (before != null) {
            throw new Violation("position " + entry.position() + " was given to " + before + " and to " + one);
        }
        head = entry.offset();
        shown.add(one);
        letter.shown.add(one);
        letter.timesShown++;
        link(one);
        onShown.accept(one);
    }

    /// The offset of the newest entry.
    long head() {
        return head;
    }

    int size() {
        return shown.size();
    }

    Shown get(int index) {
        return shown.get(index);
    }

    @Nullable
    Shown at(Position position) {
        return byPosition.get(position);
    }

    /// The index of the first entry after an offset.
    int indexAfter(long offset) {
        int low = 0;
        int high = shown.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (shown.get(middle).offset() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// The log was lost, or lost all after an offset; what was shown of it stays known by its positions.
    ///
    /// @param newHead the offset of the newest entry that is left
    void cutBack(long newHead) {
        int left = indexAfter(newHead);
        var lost = shown.subList(left, shown.size());
        lost.forEach(one -> one.letter.shown.remove(one));
        lost.clear();
        head = newHead;
        newestByKey.clear();
        newestById.clear();
        for (var one : shown) {
            one.newer = null;
            link(one);
        }
    }

    /// The log has come back after its process was gone.
    ///
    /// @param retained everything that it retains
    /// @param newHead the offset of its newest entry
    /// @param mayLose whether it may have lost the newest that were shown
    /// @return how many were there that had not been shown
    int comeBack(List<Entry> retained, long newHead, boolean mayLose) {
        if (newHead < head) {
            if (!mayLose) {
                throw new Violation("the log came back with entries to " + newHead + ", having shown " + head);
            }
            cutBack(newHead);
        }
        int index = retained.isEmpty()
                ? shown.size()
                : indexAfter(retained.getFirst().offset() - 1);
        int known = 0;
        while (known < retained.size() && index < shown.size()) {
            var entry = retained.get(known);
            var one = shown.get(index);
            if (!one.position.equals(entry.position())
                    || one.timeMillis != entry.timeMillis()
                    || one.letter != letterOf(entry.publication().event().data())) {
                throw new Violation("the log came back with " + entry.position() + " where " + one + " was");
            }
            known++;
            index++;
        }
        if (index < shown.size() && shown.getLast().offset() >= first.getAsLong()) {
            throw new Violation("the log came back without " + shown.get(index));
        }
        take(retained.subList(known, retained.size()));
        head = Math.max(head, newHead);
        return retained.size() - known;
    }

    private void link(Shown one) {
        if (one.hasKey()) {
            var older = newestByKey.put(one.keyText(), one);
            if (older != null) {
                older.newer = one;
            }
        }
        String id = one.letter.ownId();
        if (!id.isEmpty()) {
            var older = newestById.put(id, one);
            boolean isKnown = older != null && older.offset() >= first.getAsLong();
            one.firstUse = isKnown ? older.firstUse : one.offset();
        }
    }

    /// The newest entry with an id of its publisher's own.
    @Nullable
    Shown newestOf(String id) {
        return newestById.get(id);
    }
}
