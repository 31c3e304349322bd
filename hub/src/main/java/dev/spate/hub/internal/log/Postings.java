package dev.spate.hub.internal.log;

import dev.spate.hub.Topic;
import dev.spate.hub.spi.TopicSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where the entries of each topic lie, so that reading a quiet topic costs by its own entries. Holds just what is
/// retained.
///
/// Owner: whoever holds the log's lock.
final class Postings {
    private static final Posting[] NONE = {};

    // By text, which is comparable: a map of topics could be made slow by topics whose hashes collide.
    private final Map<String, Posting> byName = new HashMap<>();
    private long heapBytes;

    /// Adds an offset that is greater than all before.
    ///
    /// @return those of the topics, each once
    Posting[] add(List<Topic> topics, long offset) {
        if (topics.size() == 1) {
            var posting = posting(topics.get(0));
            add(posting, offset);
            return posting.alone();
        }
        var added = new ArrayList<Posting>(topics.size());
        for (var topic : topics) {
            var posting = posting(topic);
            // A topic may be given twice.
            if (posting.offsets().isEmpty() || posting.offsets().last() != offset) {
                add(posting, offset);
                added.add(posting);
            }
        }
        return added.toArray(NONE);
    }

    /// Removes the least of all offsets.
    ///
    /// @param postings what was answered when it was added
    void removeFirst(Posting[] postings, long offset) {
        for (var posting : postings) {
            long removed = posting.offsets().removeFirst();
            assert removed == offset : removed + " instead of " + offset;
            heapBytes -= HeapCost.POSTING;
            if (posting.offsets().isEmpty()) {
                byName.remove(posting.name());
                heapBytes -= HeapCost.topic(posting.name());
            }
        }
    }

    /// The offsets of a topic's entries, or null if there are none.
    @Nullable
    LongRing of(Topic topic) {
        var posting = byName.get(topic.name());
        return posting == null ? null : posting.offsets();
    }

    /// The first topics by name that stand behind one.
    List<TopicSummary> list(String after, int max) {
        var first = new TreeMap<String, Posting>(TopicSummary.BY_NAME);
        for (var posting : byName.values()) {
            boolean isBehind = TopicSummary.BY_NAME.compare(posting.name(), after) > 0;
            if (isBehind && (first.size() < max || TopicSummary.BY_NAME.compare(posting.name(), first.lastKey()) < 0)) {
                first.put(posting.name(), posting);
                if (first.size() > max) {
                    first.pollLastEntry();
                }
            }
        }
        return first.values().stream().map(Postings::summary).toList();
    }

    private static TopicSummary summary(Posting posting) {
        return new TopicSummary(
                posting.name(), posting.offsets().size(), posting.offsets().last());
    }

    private Posting posting(Topic topic) {
        var posting = byName.get(topic.name());
        if (posting == null) {
            posting = new Posting(topic);
            byName.put(topic.name(), posting);
            heapBytes += HeapCost.topic(topic.name());
        }
        return posting;
    }

    private void add(Posting posting, long offset) {
        posting.offsets().add(offset);
        heapBytes += HeapCost.POSTING;
    }

    long heapBytes() {
        return heapBytes;
    }
}
