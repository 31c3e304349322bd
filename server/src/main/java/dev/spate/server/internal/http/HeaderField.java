package dev.spate.server.internal.http;

/// One field of a head. Thread-safe: immutable.
///
/// @param name as it stands on the wire
/// @param value each character one byte (ISO 8859-1), as it stands on the wire
public record HeaderField(String name, String value) {}
