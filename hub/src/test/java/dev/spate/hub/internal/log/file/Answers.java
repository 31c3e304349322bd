package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Asks an index all there is to ask and writes the answers down, so that those of two can be compared. Owner: the
/// test.
final class Answers {
    private final SegmentIndex index;
    private final KeyedHash hash;
    private final List<String> names;
    private final List<String> lines = new ArrayList<>();

    private Answers(SegmentIndex index, KeyedHash hash, List<String> names) {
        this.index = index;
        this.hash = hash;
        this.names = names;
    }

    /// @param names of topics, keys and ids to ask for
    static List<String> of(SegmentIndex index, KeyedHash hash, List<String> names) throws IOException {
        var answers = new Answers(index, hash, names);
        answers.write("entries", index.count(), index.firstOffset(), index.totals());
        for (int ordinal = 0; ordinal < index.count(); ordinal++) {
            answers.askFor(ordinal);
        }
        for (int from = -1; from <= index.count(); from++) {
            answers.askFrom(from);
        }
        for (var name : names) {
            answers.askFor(name);
        }
        answers.askForTopics();
        return answers.lines;
    }

    private void write(Object... values) {
        lines.add(Arrays.stream(values).map(Object::toString).collect(Collectors.joining(" ")));
    }

    private void askFor(int ordinal) throws IOException {
        long millis = index.timeMillis(ordinal);
        write("entry", ordinal, index.place(ordinal), index.isNewestOfKey(ordinal), millis);
        write("first at or after", index.firstAtOrAfter(millis), index.firstAtOrAfter(millis + 1));
    }

    private void askFrom(int from) throws IOException {
        write("newest and idempotent from", from, index.nextNewestOfKey(from), index.nextIdempotent(from));
    }

    private void askFor(String name) throws IOException {
        write("entries of", name, forwards(name), backwards(name));
        write("first use of", name, index.firstUse(hash.of(name)));
        if (index.firstUse(hash.of(name)) != SegmentIndex.NONE && !index.mayHaveId(hash.of(name))) {
            write("denied the id", name);
        }
        for (var topic : names.subList(0, Math.min(names.size(), 10))) {
            askForKey(hash.of(topic, name));
        }
    }

    private void askForKey(long keyHash) throws IOException {
        write("key", keyHash, index.hasKey(keyHash));
        if (index.hasKey(keyHash) && !index.mayHaveKey(keyHash)) {
            write("denied the key", keyHash);
        }
    }

    private List<Integer> forwards(String topic) throws IOException {
        var cursor = index.postings(hash.of(topic));
        var ordinals = new ArrayList<Integer>();
        for (int at = cursor.firstAfter(-1); at != SegmentIndex.NONE; at = cursor.next()) {
            ordinals.add(at);
        }
        return ordinals;
    }

    private List<Integer> backwards(String topic) throws IOException {
        var cursor = index.postings(hash.of(topic));
        var ordinals = new ArrayList<Integer>();
        for (int at = cursor.lastBefore(Integer.MAX_VALUE); at != SegmentIndex.NONE; at = cursor.previous()) {
            ordinals.add(at);
        }
        return ordinals;
    }

    private void askForTopics() throws IOException {
        askForTopicsAfter("");
        for (var name : names) {
            askForTopicsAfter(name);
            askForTopicsAfter(name.substring(0, name.length() - 1));
            askForTopicsAfter(name + "0");
        }
        var lastOffsets = new TreeMap<Long, Long>();
        index.lastOffsets(lastOffsets::put);
        write("last", lastOffsets);
        write("first at or after", index.firstAtOrAfter(Long.MIN_VALUE), index.firstAtOrAfter(Long.MAX_VALUE));
    }

    private void askForTopicsAfter(String name) throws IOException {
        var topics = new ArrayList<TopicUse>();
        for (var cursor = index.topics(name); cursor.hasNext(); ) {
            topics.add(cursor.next());
        }
        write("topics after", name, topics);
    }
}
