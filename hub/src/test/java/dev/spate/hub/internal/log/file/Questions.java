package dev.spate.hub.internal.log.file;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.Missing;
import dev.spate.hub.spi.Page;
import dev.spate.hub.spi.TopicSummary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks a log everything that can be asked, and holds its answers against a [LogModel]. Owner: the thread of the test.
final class Questions {
    private static final int QUESTIONS = 8;
    private static final int MAX_PAGES = 10_000;

    private final EventLog log;
    private final LogModel model;
    private final Random random;
    private final Awaiting awaiting;
    private long needlessGaps;

    /// Says how to wait for a stage.
    @FunctionalInterface
    interface Awaiting {
        <T> T await(CompletionStage<T> stage);
    }

    Questions(EventLog log, LogModel model, Random random, Awaiting awaiting) {
        this.log = log;
        this.model = model;
        this.random = random;
        this.awaiting = awaiting;
    }

    /// How often a gap was told to somebody who lost nothing.
    long needlessGaps() {
        return needlessGaps;
    }

    /// Every question.
    void askAll() {
        readEverything();
        for (int question = 0; question < QUESTIONS; question++) {
            ask(question);
        }
    }

    /// Everything that is retained, and some other questions.
    void askSome(int count) {
        readEverything();
        for (int left = count; left > 0; left--) {
            askOne();
        }
    }

    /// One question.
    void askOne() {
        ask(random.nextInt(QUESTIONS));
    }

    private void ask(int question) {
        switch (question) {
            case 0 -> read();
            case 1 -> readConflated();
            case 2 -> readKeyed();
            case 3 -> latest();
            case 4 -> find();
            case 5 -> beforeTime();
            case 6 -> beforeLast();
            default -> topics();
        }
    }

    private void readEverything() {
        var bounds = log.bounds();
        equal("first", bounds.first(), model.first());
        equal("head", bounds.head(), model.head());
        equal("entries", bounds.entries(), model.head() - model.first() + 1);
        read(0, Want.ALL).forEach(model::see);
    }

    private void read() {
        read(anyOffset(), Want.any(random));
    }

    private List<Entry> read(long after, Want want) {
        int pageSize = pageSize();
        long pageBytes = random.nextInt(4) == 0 ? 1 + random.nextInt(2_000) : Long.MAX_VALUE;
        var missing = awaiting.await(log.read(after, want, 1, 1)).missing();
        var given = pages("read " + want, after, at -> log.read(at, want, pageSize, pageBytes));
        same("read " + want, after, given, model.between(after, model.head(), want(want)));
        checkMissing(missing, after, want);
        return given;
    }

    private void checkMissing(Missing missing, long after, Want want) {
        long gone = model.gone(want);
        boolean isNeedless = gone <= after && missing.isSomething();
        if ((gone > after && !isTold(missing, gone, after, want))
                || (isNeedless && want.exactTopics().isEmpty())) {
            throw wrong("missing after " + after + " for " + want, missing, "up to " + gone);
        }
        needlessGaps += isNeedless ? 1 : 0;
    }

    private boolean isTold(Missing missing, long gone, long after, Want want) {
        boolean isCounted =
                missing.count() == Missing.UNKNOWN || (want.acceptsAll() && missing.count() == gone - after);
        return missing.upTo() >= gone && missing.upTo() < model.first() && isCounted;
    }

    private void readConflated() {
        long after = anyOffset();
        var want = Want.any(random);
        int pageSize = pageSize();
        var superseded = new long[1];
        var given = pages(
                "conflated " + want,
                after,
                at -> log.readConflated(at, want, pageSize, Long.MAX_VALUE).thenApply(page -> {
                    superseded[0] += page.superseded();
                    return page;
                }));
        var newest = model.newest();
        var wanted = model.between(after, model.head(), want(want));
        var left = wanted.stream()
                .filter(sent -> sent.keyName().isEmpty() || newest.get(sent.keyName()) == sent.offset())
                .toList();
        same("conflated " + want, after, given, left);
        equal("superseded after " + after + " for " + want, superseded[0], (long) wanted.size() - left.size());
    }

    private void readKeyed() {
        long after = anyOffset();
        int pageSize = pageSize();
        var given = pages("keyed", after, at -> log.readKeyed(at, pageSize, Long.MAX_VALUE));
        var wanted = model.between(
                after,
                model.head(),
                sent -> !sent.publication().idempotencyKey().isEmpty());
        same("keyed", after, given, wanted);
    }

    private void latest() {
        long after = random.nextBoolean() ? 0 : anyOffset();
        long upTo = random.nextBoolean() ? model.head() : anyOffset();
        var want = Want.any(random);
        int pageSize = pageSize();
        var given = pages("latest " + want, after, at -> log.latest(at, upTo, want, pageSize, Long.MAX_VALUE));
        var newest = model.newest();
        var wanted = model.between(
                after,
                upTo,
                sent -> !sent.keyName().isEmpty()
                        && newest.get(sent.keyName()) == sent.offset()
                        && want.accepts(sent.publication()));
        same("latest up to " + upTo + " " + want, after, given, wanted);
    }

    private void find() {
        var id = "id" + random.nextInt(Publications.IDS + 1);
        var found = awaiting.await(log.find(id));
        var expected = model.find(id);
        boolean isRight = expected == null
                ? found.isEmpty()
                : found.isPresent() && found.get() >= expected.low() && found.get() <= expected.high();
        if (!isRight) {
            throw wrong("first use of " + id, found, expected);
        }
    }

    private void beforeTime() {
        long time = model.head() == 0
                ? 0
                : model.get(1 + random.nextLong(model.head())).timeMillis() + random.nextInt(3) - 1;
        var since = model.between(0, model.head(), sent -> sent.timeMillis() >= time);
        long expected = since.isEmpty() ? model.head() : since.get(0).offset() - 1;
        equal("before the time " + time, awaiting.await(log.beforeTime(time)), expected);
    }

    private void beforeLast() {
        var want = Want.any(random);
        int count = 1 + random.nextInt(20);
        long before = awaiting.await(log.beforeLast(want, count));
        int all = model.between(0, model.head(), want(want)).size();
        int left = model.between(before, model.head(), want(want)).size();
        if (before < model.first() - 1 || left != Math.min(all, count)) {
            throw wrong("before the last " + count + " of " + all + " for " + want, before, "so many behind it");
        }
    }

    private void topics() {
        var expected = new TreeMap<String, TopicSummary>();
        for (var sent : model.between(0, model.head(), sent -> true)) {
            for (var topic : new HashSet<>(sent.publication().topics())) {
                var former = expected.get(topic.name());
                long count = former == null ? 0 : former.entries();
                expected.put(topic.name(), new TopicSummary(topic.name(), count + 1, sent.offset()));
            }
        }
        var after = random.nextBoolean() ? "" : "prices/";
        var listed = new ArrayList<TopicSummary>();
        List<TopicSummary> page;
        do {
            page = awaiting.await(
                    log.topics(listed.isEmpty() ? after : last(listed).name(), 2));
            listed.addAll(page);
        } while (page.size() == 2);
        equal(
                "topics after " + after,
                listed,
                List.copyOf(expected.tailMap(after, false).values()));
    }

    /// Asks for one page after the other.
    private List<Entry> pages(String what, long after, LongFunction<CompletionStage<Page>> ask) {
        var entries = new ArrayList<Entry>();
        long cursor = after;
        for (int count = 0; count < MAX_PAGES; count++) {
            var page = awaiting.await(ask.apply(cursor));
            entries.addAll(page.entries());
            if (page.isAtHead()) {
                return entries;
            }
            if (page.next() <= cursor) {
                throw wrong(what + " after " + cursor, page, "to go on");
            }
            cursor = page.next();
        }
        throw new AssertionError(what + ": still not at the head after " + MAX_PAGES + " pages");
    }

    private void same(String what, long after, List<Entry> given, List<Sent> wanted) {
        for (int index = 0; index < Math.max(given.size(), wanted.size()); index++) {
            var entry = index < given.size() ? given.get(index) : null;
            var sent = index < wanted.size() ? wanted.get(index) : null;
            if (entry == null || sent == null || !sent.is(entry)) {
                throw wrong(what + " after " + after + ", number " + index, entry, sent);
            }
            var position = log.epochs().at(entry.offset());
            if (!position.equals(entry.position())) {
                throw wrong("position of " + entry, entry.position(), position);
            }
        }
    }

    private long anyOffset() {
        return random.nextInt(4) == 0 ? 0 : random.nextLong(model.head() + 2);
    }

    private int pageSize() {
        return random.nextBoolean() ? 1_000 : 1 + random.nextInt(12);
    }

    private static Predicate<Sent> want(Want want) {
        return sent -> want.accepts(sent.publication());
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static void equal(String what, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            throw wrong(what, actual, expected);
        }
    }

    private static AssertionError wrong(String what, @Nullable Object actual, @Nullable Object expected) {
        return new AssertionError(what + ": " + actual + " (expected: " + expected + ")");
    }
}
