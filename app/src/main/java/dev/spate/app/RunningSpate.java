package dev.spate.app;

import dev.spate.hub.Hub;
import dev.spate.server.HubServer;
import java.util.List;

/// Hubs and the server in front of them, running. Thread-safe: immutable, of thread-safe parts.
///
/// @param server the server
/// @param hubs the hubs that it serves
record RunningSpate(HubServer server, List<Hub> hubs) {
    RunningSpate {
        hubs = List.copyOf(hubs);
    }
}
