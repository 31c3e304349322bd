package dev.spate.hub.internal.log.file;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.spi.Appending;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.hub.spi.EpochHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A batch on its way through the log's writer.
///
/// Owner: the thread that appends; once it is queued the log's writer.
final class PendingBatch implements Job {
    private final List<Publication> publications;
    private final List<byte[]> encoded;
    private final long timeMillis;
    private final long bytes;
    private final CompletableFuture<List<Position>> written = new CompletableFuture<>();
    private final CompletableFuture<List<Position>> durable = new CompletableFuture<>();
    private List<Entry> entries = List.of();
    private long[] places = {};
    private long[] firstUses = {};

    PendingBatch(List<Publication> publications, long timeMillis) {
        this.publications = publications;
        this.timeMillis = timeMillis;
        this.encoded = new ArrayList<>(publications.size());
        long sum = 0;
        for (var publication : publications) {
            var next = EntryCodec.encode(timeMillis, publication);
            encoded.add(next);
            sum += RecordCodec.bytes(next.length, 0);
        }
        this.bytes = sum;
    }

    Appending appending() {
        return new Appending(written.minimalCompletionStage(), durable.minimalCompletionStage());
    }

    int size() {
        return publications.size();
    }

    /// How many bytes its records take, at most.
    long bytes() {
        return bytes;
    }

    long timeMillis() {
        return timeMillis;
    }

    List<Publication> publications() {
        return publications;
    }

    byte[] encoded(int index) {
        return encoded.get(index);
    }

    /// Notes the first uses of its ids, one for each entry.
    void use(long... firsts) {
        firstUses = firsts;
    }

    long firstUse(int index) {
        return firstUses[index];
    }

    /// Gives its entries their offsets.
    ///
    /// @param recordPlaces where in the segment their records begin
    void place(EpochHistory epochs, long firstOffset, long... recordPlaces) {
        var placed = new ArrayList<Entry>(size());
        for (int index = 0; index < size(); index++) {
            placed.add(new Entry(epochs.at(firstOffset + index), timeMillis, publications.get(index)));
        }
        entries = Collections.unmodifiableList(placed);
        places = recordPlaces;
    }

    List<Entry> entries() {
        return entries;
    }

    long place(int index) {
        return places[index];
    }

    void completeWritten() {
        written.complete(positions());
    }

    void completeDurable() {
        durable.complete(positions());
    }

    /// Fails what has not been completed.
    void fail(HubException failure) {
        written.completeExceptionally(failure);
        durable.completeExceptionally(failure);
    }

    private List<Position> positions() {
        var positions = new ArrayList<Position>(entries.size());
        for (var entry : entries) {
            positions.add(entry.position());
        }
        return Collections.unmodifiableList(positions);
    }
}
