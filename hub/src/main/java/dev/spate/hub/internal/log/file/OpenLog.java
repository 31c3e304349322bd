package dev.spate.hub.internal.log.file;

/// A log that is ready. Thread-safe: immutable, of parts that are their own.
///
/// @param state as it was when writing began
/// @param store its directory
/// @param segments its entries
/// @param sealer writes their indexes
/// @param writer adds to them
record OpenLog(LogState state, LogStore store, Segments segments, Sealer sealer, LogWriter writer) {}
