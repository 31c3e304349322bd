package dev.spate.hub.internal.replay;

import dev.spate.hub.Framing;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import dev.spate.wire.EventEncoder;
import java.util.Arrays;
import java.util.List;

/// A page of the log as bytes for the wire: all of it in one frame, ready to be sent, and where each entry ends in
/// it, so that who has some of it can be given the rest.
///
/// ```
/// bytes   head │ entry 0 │ entry 1 │ … │ entry n-1 │ tail
/// ends         0         1         2               n          ends[i] is where entry i begins
/// ```
///
/// Thread-safe: immutable. Nobody writes to the bytes.
public final class EncodedPage {
    private static final int OVERHEAD_BYTES = 160;
    private static final int ENTRY_BYTES = Long.BYTES + Integer.BYTES;

    private final long from;
    private final long next;
    private final Missing missing;
    private final long superseded;
    private final Framing framing;
    private final long[] offsets;
    private final int[] ends;
    private final byte[] bytes;

    private EncodedPage(Page page, PageRequest request, int count, EventEncoder encoder, int[] ends) {
        this.from = request.after();
        this.next =
                count < page.entries().size() ? page.entries().get(count - 1).offset() : page.next();
        this.missing = page.missing();
        this.superseded = page.superseded();
        this.framing = request.framing();
        this.offsets = page.entries().subList(0, count).stream()
                .mapToLong(Entry::offset)
                .toArray();
        byte[] head = Frame.head(framing, encoder.size());
        byte[] tail = Frame.tail(framing);
        this.bytes = Arrays.copyOf(head, head.length + encoder.size() + tail.length);
        int end = encoder.copyTo(bytes, head.length);
        System.arraycopy(tail, 0, bytes, end, tail.length);
        this.ends = Arrays.stream(ends, 0, count + 1)
                .map(index -> index + head.length)
                .toArray();
    }

    /// Encodes a page. One that takes more bytes on the wire than were asked for is cut short; not so a conflated one,
    /// since what it says to have left out counts for the whole.
    static EncodedPage of(Page page, PageRequest request) {
        List<Entry> entries = page.entries();
        boolean mayBeCut = page.superseded() == 0;
        var encoder = new EventEncoder();
        var ends = new int[entries.size() + 1];
        int count = 0;
        while (count < entries.size() && !(mayBeCut && encoder.size() >= request.maxBytes())) {
            EntryWire.append(entries.get(count), encoder);
            count++;
            ends[count] = encoder.size();
        }
        return new EncodedPage(page, request, count, encoder, ends);
    }

    /// @return the offset after which it was read
    public long from() {
        return from;
    }

    /// @return the offset up to which everything has been looked at
    public long next() {
        return next;
    }

    /// @return what was evicted between `from` and the first entry
    public Missing missing() {
        return missing;
    }

    /// @return how many that were wanted were left out because newer ones of their key have replaced them
    public long superseded() {
        return superseded;
    }

    /// @return how many entries it holds
    public int count() {
        return offsets.length;
    }

    /// @return the offset of an entry
    public long offset(int index) {
        return offsets[index];
    }

    /// @return whether it says what comes next after a cursor
    public boolean covers(long cursor) {
        return from <= cursor && cursor < next;
    }

    /// @return the index of the first entry after a cursor; [#count()] if there is none
    public int indexAfter(long cursor) {
        int found = Arrays.binarySearch(offsets, cursor);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// @param first the index of an entry, or [#count()]
    /// @param maxBytes how many bytes are enough
    /// @return the index behind the entry with which that many are reached
    public int endWithin(int first, int maxBytes) {
        int end = first;
        while (end < offsets.length && ends[end] - ends[first] < maxBytes) {
            end++;
        }
        return end;
    }

    /// All entries in one frame: the bytes themselves, not a copy.
    public byte[] whole() {
        return bytes;
    }

    /// Some entries in a frame of their own.
    ///
    /// @param first the index of the first
    /// @param end the index behind the last
    public byte[] part(int first, int end) {
        int length = ends[end] - ends[first];
        byte[] head = Frame.head(framing, length);
        byte[] tail = Frame.tail(framing);
        byte[] part = Arrays.copyOf(head, head.length + length + tail.length);
        System.arraycopy(bytes, ends[first], part, head.length, length);
        System.arraycopy(tail, 0, part, head.length + length, tail.length);
        return part;
    }

    /// @return what it takes on the heap, roughly
    public long heapBytes() {
        return OVERHEAD_BYTES + bytes.length + (long) offsets.length * ENTRY_BYTES;
    }
}
