package dev.spate.hub.internal.log.file;

/// What a record says beside its entry. Thread-safe: immutable.
///
/// @param offset of the entry
/// @param synced up to which place the segment was known to be on the disk when the record was written
/// @param firstUse the offset of the first use of the entry's id in an older segment, or [RecordCodec#NO_USE]
record RecordHead(long offset, long synced, long firstUse) {}
