package dev.spate.hub.internal.log.file;

import java.util.Arrays;

/// Topics of a segment that is being written, to be taken one by one in the order of their names: a binary heap, so
/// that whoever wants the first few does not pay for sorting all.
///
/// Owner: whoever holds the index's lock.
final class TopicHeap {
    private final TopicColumns topics;
    private int[] numbers;
    private int size;

    /// All topics that are there now, of a name that is greater than this (empty: all).
    TopicHeap(TopicColumns topics, String after) {
        this.topics = topics;
        this.numbers = new int[topics.size()];
        for (int number = 0; number < topics.size(); number++) {
            if (after.isEmpty() || topics.name(number).compareTo(after) > 0) {
                numbers[size++] = number;
            }
        }
        this.numbers = Arrays.copyOf(numbers, size);
        for (int index = size / 2 - 1; index >= 0; index--) {
            sink(index);
        }
    }

    int size() {
        return size;
    }

    /// Takes the topic with the least name away.
    ///
    /// @return its number
    int removeFirst() {
        int first = numbers[0];
        numbers[0] = numbers[--size];
        sink(0);
        return first;
    }

    private void sink(int from) {
        int index = from;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && topics.compareNames(numbers[child + 1], numbers[child]) < 0) {
                child++;
            }
            if (topics.compareNames(numbers[index], numbers[child]) <= 0) {
                return;
            }
            int moved = numbers[index];
            numbers[index] = numbers[child];
            numbers[child] = moved;
            index = child;
        }
    }
}
