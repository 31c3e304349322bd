package dev.spate.app.bench;

/// The publications of one connection that wait for their answers, the oldest first. Owner: the publishing thread.
final class InFlight {
    private final int[] topics;
    private final long[] numbers;
    private final long[] intended;
    private final long[] sent;
    private int first;
    private int size;

    InFlight(int capacity) {
        this.topics = new int[capacity];
        this.numbers = new long[capacity];
        this.intended = new long[capacity];
        this.sent = new long[capacity];
    }

    boolean isFull() {
        return size == topics.length;
    }

    int size() {
        return size;
    }

    void add(int topic, long number, long intendedNanos, long sentNanos) {
        int at = slot(size);
        topics[at] = topic;
        numbers[at] = number;
        intended[at] = intendedNanos;
        sent[at] = sentNanos;
        size++;
    }

    void removeFirst() {
        first = slot(1);
        size--;
    }

    int topic(int index) {
        return topics[slot(index)];
    }

    long number(int index) {
        return numbers[slot(index)];
    }

    long intendedNanos(int index) {
        return intended[slot(index)];
    }

    long sentNanos(int index) {
        return sent[slot(index)];
    }

    private int slot(int index) {
        int at = first + index;
        return at < topics.length ? at : at - topics.length;
    }
}
