package dev.spate.server.internal.route;

import dev.spate.hub.Topic;
import dev.spate.server.internal.http.Utf8;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lists of one topic, by the bytes of its name, so that the events of a feed share the list of their topic: each of
/// them is kept in the hub's window. A table of a fixed size in which a newer topic takes an older one's place.
///
/// Owner: the connection's event loop.
final class TopicLists {
    private static final int MAX_NAME_BYTES = 128;

    private final @Nullable Shared[] places;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Shared(byte[] name, List<Topic> topics) {}

    /// @param places how many topics are remembered at most, a power of two
    TopicLists(int places) {
        this.places = new Shared[places];
    }

    /// @return the list of the topic with the name that stands there; null if that is not clean UTF-8
    /// @throws IllegalArgumentException if it is no topic
    @Nullable
    List<Topic> of(byte[] bytes, int from, int to) {
        int place = place(bytes, from, to);
        Shared shared = places[place];
        if (shared != null && Arrays.equals(shared.name, 0, shared.name.length, bytes, from, to)) {
            return shared.topics;
        }
        String name = Utf8.decodeClean(bytes, from, to);
        if (name == null) {
            return null;
        }
        var topics = List.of(new Topic(name));
        if (to - from <= MAX_NAME_BYTES) {
            places[place] = new Shared(Arrays.copyOfRange(bytes, from, to), topics);
        }
        return topics;
    }

    private int place(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int index = from; index < to; index++) {
            hash = 31 * hash + bytes[index];
        }
        return hash & (places.length - 1);
    }
}
