package dev.spate.hub.internal.log.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The topics of a segment that is being written, and the ordinals of the entries of each.
///
/// Costs about 40 bytes a topic and its name, and 4 to 6 bytes a posting.
///
/// Owner: whoever holds the index's lock.
final class TopicColumns {
    private static final int MIN_POSTINGS = 4;
    private static final int ARRAY_HEAD_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;

    private final HashNumbers numbers = new HashNumbers();
    private final IntColumn counts = new IntColumn();
    private final IntColumn lasts = new IntColumn();
    private final IntColumn names = new IntColumn();
    private final IntColumn nameBytes = new IntColumn();
    private final ByteColumn text = new ByteColumn();
    /// By number; of a topic that has one entry there is only the last.
    private int[] @Nullable [] ordinals = {};

    private long ordinalBytes;
    private long nameSum;
    private int postings;

    /// @param ordinal not less than any before; a topic that has it already is left as it is
    void add(long hash, String name, int ordinal) {
        int number = numbers.add(hash);
        if (number == counts.size()) {
            addTopic(name, ordinal);
        } else if (lasts.get(number) != ordinal) {
            addPosting(number, ordinal);
        }
    }

    private void addTopic(String name, int ordinal) {
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        counts.add(1);
        lasts.add(ordinal);
        names.add(text.add(bytes));
        nameBytes.add(bytes.length);
        nameSum += bytes.length;
        if (counts.size() > ordinals.length) {
            ordinals = Arrays.copyOf(ordinals, grown(ordinals.length));
        }
        postings++;
    }

    private void addPosting(int number, int ordinal) {
        int count = counts.get(number);
        var before = ordinals[number];
        if (before == null) {
            before = new int[MIN_POSTINGS];
            before[0] = lasts.get(number);
            ordinals[number] = before;
            ordinalBytes += ARRAY_HEAD_BYTES + (long) MIN_POSTINGS * Integer.BYTES;
        } else if (count == before.length) {
            ordinals[number] = Arrays.copyOf(before, grown(count));
            ordinalBytes += (long) (grown(count) - count) * Integer.BYTES;
        }
        posting(number)[count] = ordinal;
        counts.set(number, count + 1);
        lasts.set(number, ordinal);
        postings++;
    }

    private static int grown(int length) {
        return length + Math.max(MIN_POSTINGS, length >> 1);
    }

    int size() {
        return counts.size();
    }

    /// How many postings there are of all topics.
    int postings() {
        return postings;
    }

    /// How many bytes the names have together.
    long nameSum() {
        return nameSum;
    }

    int find(long hash) {
        return numbers.find(hash);
    }

    long hash(int number) {
        return numbers.hash(number);
    }

    long[] sortedHashes() {
        return numbers.sorted();
    }

    int count(int number) {
        return counts.get(number);
    }

    int last(int number) {
        return lasts.get(number);
    }

    /// The ordinals of a topic's entries, of which so many count as the topic has now. They never change: whoever
    /// has the array and the count may read without the lock.
    int[] posting(int number) {
        var posting = ordinals[number];
        return posting == null ? new int[] {lasts.get(number)} : posting;
    }

    String name(int number) {
        int at = names.get(number);
        return new String(text.chunk(at), at % ByteColumn.CHUNK, nameBytes.get(number), StandardCharsets.UTF_8);
    }

    byte[] encodedName(int number) {
        int from = names.get(number) % ByteColumn.CHUNK;
        return Arrays.copyOfRange(text.chunk(names.get(number)), from, from + nameBytes.get(number));
    }

    int nameBytes(int number) {
        return nameBytes.get(number);
    }

    /// Compares two topics' names as [String#compareTo(String)] would.
    int compareNames(int one, int other) {
        int from1 = names.get(one) % ByteColumn.CHUNK;
        int from2 = names.get(other) % ByteColumn.CHUNK;
        int end1 = from1 + nameBytes.get(one);
        int end2 = from2 + nameBytes.get(other);
        var chunk1 = text.chunk(names.get(one));
        var chunk2 = text.chunk(names.get(other));
        int equal = Arrays.mismatch(chunk1, from1, end1, chunk2, from2, end2);
        if (equal < 0 || from1 + equal == end1 || from2 + equal == end2) {
            return Integer.compare(nameBytes.get(one), nameBytes.get(other));
        }
        return Integer.compare(rank(chunk1[from1 + equal]), rank(chunk2[from2 + equal]));
    }

    /// UTF-8 sorts as code points do, a string as UTF-16 does: there what is beyond U+FFFF comes before U+E000.
    private static int rank(byte value) {
        int unsigned = value & 0xFF;
        return unsigned == 0xEE || unsigned == 0xEF ? unsigned + 0x10 : unsigned;
    }

    long heapBytes() {
        return numbers.heapBytes()
                + counts.heapBytes()
                + lasts.heapBytes()
                + names.heapBytes()
                + nameBytes.heapBytes()
                + text.heapBytes()
                + ordinalBytes
                + (long) ordinals.length * REFERENCE_BYTES;
    }
}
