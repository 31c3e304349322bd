package dev.spate.hub.internal.log.file;

/// The topics of a sealed segment in the two orders in which they are written, by hash and by name.
///
/// Owner: the thread that made it.
final class TopicOrder {
    private final long[] hashes;
    private final int[] numbers;
    private final int[] ranks;
    private final int[] byName;

    private TopicOrder(long[] hashes) {
        this.hashes = hashes;
        this.numbers = new int[hashes.length];
        this.ranks = new int[hashes.length];
        this.byName = new int[hashes.length];
    }

    static TopicOrder of(TopicColumns topics) {
        var order = new TopicOrder(topics.sortedHashes());
        for (int rank = 0; rank < order.hashes.length; rank++) {
            int number = topics.find(order.hashes[rank]);
            order.numbers[rank] = number;
            order.ranks[number] = rank;
        }
        var heap = new TopicHeap(topics, "");
        for (int index = 0; index < order.byName.length; index++) {
            order.byName[index] = heap.removeFirst();
        }
        return order;
    }

    int size() {
        return hashes.length;
    }

    /// By hash.
    long[] hashes() {
        return hashes;
    }

    /// By hash: the number that each topic has.
    int[] numbers() {
        return numbers;
    }

    /// By name: the number that each topic has.
    int[] byName() {
        return byName;
    }

    /// Where the topic of a number stands by hash.
    int rank(int number) {
        return ranks[number];
    }
}
