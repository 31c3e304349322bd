package dev.spate.hub.internal.log.file;

import java.io.Closeable;
import java.io.IOException;

/// What is known of the entries of one segment, so that a reader finds those it wants without reading the others.
///
/// Within a segment entries are counted by *ordinal*: the entry of ordinal `n` has the offset `firstOffset() + n`.
/// Topics, keys and ids are looked up by their [KeyedHash]: a topic by its name, a key by the name of the canonical
/// topic and the key, an id by its text. Two that share a hash cannot be told apart; a posting then also yields
/// entries of another topic, which a filter has to reject anyway.
///
/// Of an index that is damaged every method that reads may throw [DamagedIndexException]: the index then has to be
/// built anew from its segment.
///
/// Thread-safe. No method is for an event loop: they take a lock for a short time, or read a file.
interface SegmentIndex extends Closeable {
    /// There is no such ordinal, or no such offset.
    int NONE = -1;

    /// @return how many entries the segment has
    int count();

    /// @return the offset of the first entry
    long firstOffset();

    /// @return what its entries have in sum
    SegmentTotals totals();

    /// @param ordinal of an entry, 0 to `count() - 1`
    /// @return where in the segment its record begins
    long place(int ordinal) throws IOException;

    /// Finds where the entries of a topic lie.
    ///
    /// @return a cursor on them as they are now, for one thread; empty if the topic has none
    PostingCursor postings(long topicHash) throws IOException;

    /// @return whether the entry has a key, and no later one of this segment the same
    boolean isNewestOfKey(int ordinal) throws IOException;

    /// @param from the first ordinal that comes into question
    /// @return the ordinal of the next entry that is its key's newest of this segment, or [#NONE]
    int nextNewestOfKey(int from) throws IOException;

    /// @return false only if no entry of this segment has the key; true by mistake for one key in a hundred, or
    ///     more in a segment of very many keys
    boolean mayHaveKey(long keyHash);

    /// @return whether an entry of this segment has the key
    boolean hasKey(long keyHash) throws IOException;

    /// @return false only if no entry of this segment has the id, as [#mayHaveKey(long)]
    boolean mayHaveId(long idHash);

    /// @return the offset of the first entry known to have used the id, which may stand in an older segment that is
    ///     gone by now; [#NONE] if no entry of this segment has the id
    long firstUse(long idHash) throws IOException;

    /// @param from the first ordinal that comes into question
    /// @return the ordinal of the next entry that has an idempotency key, or [#NONE]
    int nextIdempotent(int from) throws IOException;

    /// @param ordinal of an entry, 0 to `count() - 1`
    /// @return the entry's time
    long timeMillis(int ordinal) throws IOException;

    /// Finds the first entry that is not older, wherever clocks have jumped to.
    ///
    /// @return the lowest ordinal whose entry's time is at least this, or [#NONE]
    int firstAtOrAfter(long millis) throws IOException;

    /// Lists the topics by name, in the order of [String#compareTo(String)].
    ///
    /// @param after the name after which to begin; empty: with the first
    /// @return a cursor on the topics as they are now, for one thread
    TopicCursor topics(String after) throws IOException;

    /// Says of every topic of the segment, in no order, where its last entry stands.
    void lastOffsets(TopicOffsets receiver) throws IOException;

    /// @return roughly how much memory it takes
    long heapBytes();

    /// Gives the file back, if there is one. Nothing may be asked afterwards.
    @Override
    void close() throws IOException;
}
