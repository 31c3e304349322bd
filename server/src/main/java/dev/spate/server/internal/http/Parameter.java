package dev.spate.server.internal.http;

/// One decoded name and value of a query or a form. Thread-safe: immutable.
///
/// @param name decoded
/// @param value decoded; empty where there was no `=`
public record Parameter(String name, String value) {}
