package dev.spate.hub.spi;

import dev.spate.hub.Durability;
import dev.spate.hub.LogCounters;
import dev.spate.hub.Publication;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The ordered, bounded history of entries: the one thing that a hub is built on. Where it lives (memory, files, a
/// broker) is the deployment's choice; the contract is the same for all, and is tested by the contract tests of the
/// test kit.
///
/// - The log gives positions. Offsets strictly increase and need not be contiguous; other writers may append too.
/// - Everything a hub delivers comes out of [#tail(TailListener)], its own appends included. What came out of it is
///   found by every call that begins afterwards, as long as it is retained.
/// - Nothing but [#appendHere(List)] blocks its caller: what has to wait for a disk or a network completes its stage
/// later, on a
///   thread of the log's own.
///
/// Thread-safe, except that [#append(List)], [#appendHere(List)] and [#maintain()] are called by one thread, the hub's
/// sequencer.
public interface EventLog extends AutoCloseable {
    /// Appends publications in the order given, none between them left out.
    ///
    /// @param batch at least one
    /// @return completes with the positions
    Appending append(List<Publication> batch);

    /// Appends as [#append(List)] does, for a caller that does nothing else until the log's own durability is reached:
    /// what has to be waited for may be done on its thread, which saves handing it to another one and back.
    ///
    /// @param batch at least one
    /// @return completes with the positions, when this returns or later
    default Appending appendHere(List<Publication> batch) {
        return append(batch);
    }

    /// What an answer and delivery wait for where nothing else is asked for: the tail hands an entry over once it
    /// is as safe as this.
    ///
    /// @return as the log is configured
    Durability durability();

    /// @return whether [Appending#durable()] promises more than [Durability#MEMORY], the log's own process being gone
    boolean reachesDisk();

    /// Begins to hand over every entry that is appended from now on, by whomever. To be called once.
    ///
    /// @param listener takes the entries; first called after the stage has completed
    /// @return completes once the log is ready to serve, with the offset after which the listener gets everything
    CompletionStage<Long> tail(TailListener listener);

    /// Reads entries in order. Bounded: a page may be short, or even empty, without being the last one.
    ///
    /// What the page says is missing counts from the asked offset, 0 included: who only wants what is retained
    /// begins before the first of [#bounds()]. An offset beyond the head is answered with an empty page at the
    /// head.
    ///
    /// @param after the offset after which to begin; 0 for the oldest retained
    /// @param filter which entries are wanted
    /// @param maxEntries the most entries of the page, at least 1
    /// @param maxBytes the page ends with the entry that reaches this many bytes
    /// @return completes with the page
    CompletionStage<Page> read(long after, EntryFilter filter, int maxEntries, long maxBytes);

    /// Reads as [#read(long, EntryFilter, int, long)] does, but leaves out what a newer entry of the same key has
    /// replaced by now; entries without a `key` stay. The page says how many that were wanted it left out.
    ///
    /// @param after the offset after which to begin
    /// @param filter which entries are wanted
    /// @param maxEntries the most entries of the page, at least 1
    /// @param maxBytes the page ends with the entry that reaches this many bytes
    /// @return completes with the page
    CompletionStage<Page> readConflated(long after, EntryFilter filter, int maxEntries, long maxBytes);

    /// Reads the entries that have an idempotency key, in order.
    ///
    /// @param after the offset after which to begin
    /// @param maxEntries the most entries of the page, at least 1
    /// @param maxBytes the page ends with the entry that reaches this many bytes
    /// @return completes with the page; its `missing` says nothing
    CompletionStage<Page> readKeyed(long after, int maxEntries, long maxBytes);

    /// Finds where a time begins. Clocks jump, so older entries may follow.
    ///
    /// @param timeMillis in milliseconds of Unix time
    /// @return completes with the offset before that of the first retained entry of this time or a later one; the
    ///     head's if there is none
    CompletionStage<Long> beforeTime(long timeMillis);

    /// Lists the topics of what is retained, by ascending name, in the order of [String#compareTo(String)].
    ///
    /// @param after names up to this one are left out; empty for the first page
    /// @param max the most topics of the list, at least 1
    /// @return completes with the list; one that is shorter than `max` is the last
    CompletionStage<List<TopicSummary>> topics(String after, int max);

    /// Finds where the last entries that match begin.
    ///
    /// @param filter which entries count
    /// @param count how many are wanted, at least 1
    /// @return completes with the offset after which just so many matching entries lie, or all of them if there are
    ///     fewer; never one before the oldest retained entry's predecessor, so that reading on from it misses
    ///     nothing
    CompletionStage<Long> beforeLast(EntryFilter filter, int count);

    /// Reads the newest entry of every key, by ascending offset. The key of an entry is its canonical topic plus
    /// its `key`; entries without a `key` have none.
    ///
    /// @param after the offset after which to begin
    /// @param upTo entries after this offset are left out, and a key whose newest entry lies there with them
    /// @param filter which entries are wanted
    /// @param maxEntries the most entries of the page, at least 1
    /// @param maxBytes the page ends with the entry that reaches this many bytes
    /// @return completes with the page; its `isAtHead` says that nothing up to `upTo` is left, its `missing`
    ///     nothing
    CompletionStage<Page> latest(long after, long upTo, EntryFilter filter, int maxEntries, long maxBytes);

    /// Looks up a publisher's own id. If it was used more than once its first use counts, since somebody may come
    /// back who has seen no other: what came in between may be given twice, and is never missed. That entry may
    /// have been evicted, as long as a later one that came before that is retained.
    ///
    /// @param id an id that a publisher gave
    /// @return completes with the offset of the entry, or empty if none that is retained has the id
    CompletionStage<Optional<Long>> find(String id);

    /// @return the epochs, the current one last
    EpochHistory epochs();

    /// @return what the log holds now
    LogBounds bounds();

    /// @return what the log has done
    default LogCounters counters() {
        return LogCounters.NONE;
    }

    /// Says why the log takes nothing now. Reading may go on all the same.
    ///
    /// @return a sentence; empty if it takes publications
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /// Evicts what is too old. Called about once a second by the sequencer.
    ///
    /// @return completes once that is done; fails with a [dev.spate.hub.HubException] if it cannot be, and it is
    ///     tried again
    CompletionStage<Void> maintain();

    /// Ends the log's threads and gives its resources back. Appending afterwards fails.
    @Override
    void close();
}
