package dev.spate.hub;

import java.util.List;

/// Some of the subscriptions of a hub, the slowest first. Thread-safe: immutable.
///
/// @param connections by descending bytes behind, then by id
/// @param next asks for what follows; empty where nothing does
public record ConnectionPage(List<ConnectionState> connections, String next) {
    public ConnectionPage {
        connections = List.copyOf(connections);
    }
}
