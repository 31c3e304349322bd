package dev.spate.hub.internal.log;

import dev.spate.hub.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Walks over the entries of several topics in order, each entry once.
///
/// Owner: whoever holds the log's lock, as long as the lock is held without a break.
final class PostingMerge {
    private final List<LongRing> rings = new ArrayList<>();
    private final int[] indexes;

    private PostingMerge(Postings postings, Set<Topic> topics) {
        for (var topic : topics) {
            var ring = postings.of(topic);
            if (ring != null) {
                rings.add(ring);
            }
        }
        this.indexes = new int[rings.size()];
    }

    /// A walk that stands behind an offset.
    static PostingMerge after(long offset, Postings postings, Set<Topic> topics) {
        var merge = new PostingMerge(postings, topics);
        for (int topic = 0; topic < merge.indexes.length; topic++) {
            merge.indexes[topic] = merge.rings.get(topic).indexAfter(offset);
        }
        return merge;
    }

    /// A walk that stands before an offset.
    static PostingMerge before(long offset, Postings postings, Set<Topic> topics) {
        return after(offset - 1, postings, topics);
    }

    boolean hasNext() {
        for (int topic = 0; topic < indexes.length; topic++) {
            if (hasNext(topic)) {
                return true;
            }
        }
        return false;
    }

    long next() {
        long least = Long.MAX_VALUE;
        for (int topic = 0; topic < indexes.length; topic++) {
            if (hasNext(topic)) {
                least = Math.min(least, offset(topic, 0));
            }
        }
        for (int topic = 0; topic < indexes.length; topic++) {
            if (hasNext(topic) && offset(topic, 0) == least) {
                indexes[topic]++;
            }
        }
        return least;
    }

    boolean hasPrevious() {
        for (int index : indexes) {
            if (index > 0) {
                return true;
            }
        }
        return false;
    }

    long previous() {
        long greatest = 0;
        for (int topic = 0; topic < indexes.length; topic++) {
            if (indexes[topic] > 0) {
                greatest = Math.max(greatest, offset(topic, -1));
            }
        }
        for (int topic = 0; topic < indexes.length; topic++) {
            if (indexes[topic] > 0 && offset(topic, -1) == greatest) {
                indexes[topic]--;
            }
        }
        return greatest;
    }

    private boolean hasNext(int topic) {
        return indexes[topic] < rings.get(topic).size();
    }

    private long offset(int topic, int step) {
        return rings.get(topic).get(indexes[topic] + step);
    }
}
