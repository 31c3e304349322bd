package dev.spate.hub.internal.log.file;

/// What the entries of one segment have in sum. Thread-safe: immutable.
///
/// @param topics how many topics have entries
/// @param keyed how many entries have a key
/// @param named how many entries have an id of their publisher's
/// @param idempotent how many entries have an idempotency key
/// @param dataBytes how many bytes of data they carry
/// @param minTimeMillis the earliest time of an entry; [Long#MAX_VALUE] if there are no entries
/// @param maxTimeMillis the latest time of an entry; [Long#MIN_VALUE] if there are no entries
record SegmentTotals(
        int topics, int keyed, int named, int idempotent, long dataBytes, long minTimeMillis, long maxTimeMillis) {
    static final SegmentTotals NONE = new SegmentTotals(0, 0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);
}
