package dev.spate.hub.internal.log.file;

import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Draws publications with all that a publication may have, from few topics, keys and ids, so that they meet again.
/// Thread-safe: immutable.
final class Publications {
    /// A topic that nothing is published to.
    static final Topic UNUSED = new Topic("unused");

    private static final List<Topic> TOPICS = List.of(
            new Topic("a"), new Topic("b"), new Topic("quiet"), new Topic("prices/ä€𝄞"), new Topic("prices/b"));
    /// The most publications of a batch of any size.
    static final int MAX_BATCH = 20;

    private static final int KEYS = 5;
    static final int IDS = 6;
    private static final int MAX_SMALL = 300;
    private static final int MAX_LARGE = 6_000;

    private Publications() {}

    /// Any topic, the one named quiet seldom.
    static Topic topic(Random random) {
        var topic = TOPICS.get(random.nextInt(TOPICS.size()));
        return topic.name().equals("quiet") && random.nextInt(8) > 0 ? TOPICS.get(0) : topic;
    }

    /// A batch of any size, mostly a small one.
    static List<Publication> batch(Random random) {
        return batch(random, random.nextInt(8) == 0 ? 1 + random.nextInt(MAX_BATCH) : 1 + random.nextInt(4));
    }

    static List<Publication> batch(Random random, int size) {
        var batch = new ArrayList<Publication>(size);
        for (int index = 0; index < size; index++) {
            batch.add(one(random));
        }
        return batch;
    }

    /// A batch without long data.
    static List<Publication> small(Random random, int size) {
        var batch = new ArrayList<Publication>(size);
        while (batch.size() < size) {
            var next = one(random);
            if (next.event().data().length() < MAX_SMALL / 4) {
                batch.add(next);
            }
        }
        return batch;
    }

    private static Publication one(Random random) {
        var topics = new ArrayList<Topic>();
        int count = random.nextInt(4) == 0 ? 3 : 1;
        while (topics.size() < count) {
            topics.add(topic(random));
        }
        var publication = Publication.of(topics, event(random));
        if (random.nextInt(3) == 0) {
            publication = publication.withKey("k" + random.nextInt(KEYS));
        }
        if (random.nextInt(4) == 0) {
            publication = publication.withId("id" + random.nextInt(IDS));
        }
        if (random.nextInt(3) == 0) {
            publication = publication.withIdempotencyKey(Long.toHexString(random.nextLong()));
        }
        return random.nextInt(8) == 0 ? publication.asPrivate() : publication;
    }

    private static Event event(Random random) {
        int length = random.nextInt(24) == 0 ? random.nextInt(MAX_LARGE) : random.nextInt(MAX_SMALL);
        var data = new StringBuilder(length);
        // Repeated, so that parts of entries look like parts of others.
        var word = Integer.toString(random.nextInt(1_000), Character.MAX_RADIX) + (random.nextBoolean() ? "ü" : "-");
        while (data.length() < length) {
            data.append(word);
        }
        return Event.of(data.toString());
    }
}
