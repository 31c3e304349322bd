package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// The entries of several topics in order, each entry once. Goes one way only.
///
/// Owner: the thread that made it.
final class TopicCandidates implements Candidates {
    private final PostingCursor[] cursors;
    private final int[] current;
    private boolean isPlaced;

    TopicCandidates(SegmentIndex index, long... topicHashes) throws IOException {
        this.cursors = new PostingCursor[topicHashes.length];
        this.current = new int[topicHashes.length];
        for (int topic = 0; topic < cursors.length; topic++) {
            cursors[topic] = index.postings(topicHashes[topic]);
        }
    }

    @Override
    public int after(int ordinal) throws IOException {
        int least = SegmentIndex.NONE;
        for (int topic = 0; topic < cursors.length; topic++) {
            if (!isPlaced) {
                current[topic] = cursors[topic].firstAfter(ordinal);
            }
            while (current[topic] != SegmentIndex.NONE && current[topic] <= ordinal) {
                current[topic] = cursors[topic].next();
            }
            boolean isLess = least == SegmentIndex.NONE || current[topic] < least;
            least = current[topic] != SegmentIndex.NONE && isLess ? current[topic] : least;
        }
        isPlaced = true;
        return least;
    }

    /// The last ordinal before one.
    int before(int ordinal) throws IOException {
        int greatest = SegmentIndex.NONE;
        for (int topic = 0; topic < cursors.length; topic++) {
            if (!isPlaced) {
                current[topic] = cursors[topic].lastBefore(ordinal);
            }
            while (current[topic] >= ordinal) {
                current[topic] = cursors[topic].previous();
            }
            greatest = Math.max(greatest, current[topic]);
        }
        isPlaced = true;
        return greatest;
    }
}
