package dev.spate.server.internal.http;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// What the server has done, counted by the event loops and read by whoever scrapes. Thread-safe.
public final class ServerCounters {
    private static final int STATUS_CLASSES = 5;

    /// Connections that were accepted.
    public final LongAdder connectionsOpened = new LongAdder();
    /// Connections that have ended.
    public final LongAdder connectionsClosed = new LongAdder();
    /// Connections that were told to come back later, or closed at once, since there were too many.
    public final LongAdder connectionsRefused = new LongAdder();
    /// Bytes of heads and bodies that came, framing left out.
    public final LongAdder bytesReceived = new LongAdder();
    /// Bytes of bodies of answers, those of event streams left out.
    public final LongAdder bytesSent = new LongAdder();

    private final Map<RouteName, List<LongAdder>> requests = new EnumMap<>(RouteName.class);

    public ServerCounters() {
        for (RouteName route : RouteName.values()) {
            requests.put(
                    route, Stream.generate(LongAdder::new).limit(STATUS_CLASSES).toList());
        }
    }

    /// Counts an answered request.
    ///
    /// @param route what it was for
    /// @param status the HTTP status of the answer
    public void answered(RouteName route, int status) {
        requests(route, status / 100).increment();
    }

    /// @param route what requests were for
    /// @param statusClass 1 to 5, the first digit of the answers' status
    /// @return how many there were
    public LongAdder requests(RouteName route, int statusClass) {
        return Objects.requireNonNull(requests.get(route)).get(statusClass - 1);
    }
}
