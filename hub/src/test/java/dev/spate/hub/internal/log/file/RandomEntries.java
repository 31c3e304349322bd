package dev.spate.hub.internal.log.file;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Entries as a log may hold them, with all that an index has to cope with: several topics, the same twice, few and
/// many, keys and ids that come again, clocks that jump. Owner: the test.
final class RandomEntries {
    /// Their order as strings is another than in UTF-8.
    private static final List<String> BEGINNINGS =
            List.of("a", "prices/", "é", "日", "\uE000", "\uFFFD", "\uD83D\uDE00", "\uDBFF\uDFFF", "~");
    private static final long START_MILLIS = 1_760_000_000_000L;
    private static final long JUMP_MILLIS = 100_000_000_000L;

    private final Random random;
    private final List<String> names = new ArrayList<>();
    private long millis = START_MILLIS;

    /// @param names how many topics, keys and ids there are to choose from
    RandomEntries(Random random, int names) {
        this.random = random;
        for (int count = 0; count < names; count++) {
            var beginning = BEGINNINGS.get(random.nextInt(BEGINNINGS.size()));
            this.names.add(beginning + (random.nextInt(4) == 0 ? "" : Integer.toString(count, 36)));
        }
    }

    /// What topics, keys and ids are chosen from.
    List<String> names() {
        return names;
    }

    Entry next(long offset) {
        var publication = Publication.of(topics(), Event.of("d".repeat(random.nextInt(50))));
        if (random.nextInt(5) < 2) {
            publication = publication.withKey(name());
        }
        if (random.nextInt(3) == 0) {
            publication = publication.withId(name());
        }
        if (random.nextInt(5) == 0) {
            publication = publication.withIdempotencyKey("once " + offset);
        }
        if (random.nextInt(5) == 0) {
            publication = publication.asPrivate();
        }
        return EntryCodec.decode(new Position(1, offset), EntryCodec.encode(nextMillis(), publication));
    }

    private List<Topic> topics() {
        int count = random.nextInt(20) == 0 ? Publication.MAX_TOPICS : 1 + random.nextInt(3);
        var topics = new ArrayList<Topic>();
        while (topics.size() < count) {
            topics.add(new Topic(name()));
        }
        return topics;
    }

    private long nextMillis() {
        millis = switch (random.nextInt(40)) {
            case 0 -> random.nextLong();
            case 1, 2 -> START_MILLIS + random.nextLong(-JUMP_MILLIS, JUMP_MILLIS);
            case 3, 4, 5 -> millis - random.nextInt(100);
            default -> millis + random.nextInt(100);
        };
        return millis;
    }

    private String name() {
        return names.get(random.nextInt(names.size()));
    }
}
