package dev.spate.app.bench;

import dev.spate.hub.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// All subscribers of a run, on the threads that read for them. Owner: the thread that runs the bench.
final class Swarm implements AutoCloseable {
    private final List<Reader> readers = new ArrayList<>();

    Swarm(BenchPlan plan, Stamp stamp, Ticker ticker) throws IOException {
        var crowd = new Crowd(plan, stamp);
        int threads = plan.crowd().threads();
        for (int index = 0; index < threads; index++) {
            readers.add(new Reader(plan, crowd, ticker));
        }
        for (int index = 0; index < plan.crowd().subscribers(); index++) {
            readers.get(index % threads).add(index % plan.load().topics(), false);
        }
        for (int index = 0; index < plan.crowd().stalled(); index++) {
            readers.get(index % threads).add(index % plan.load().topics(), true);
        }
        readers.forEach(Reader::start);
    }

    int size() {
        return readers.stream().mapToInt(Reader::size).sum();
    }

    /// Opens so many of each ten of them, and the rest with the last.
    void openTenths(int tenths) {
        readers.forEach(reader -> reader.open((reader.size() * tenths + 9) / 10));
    }

    long opened() {
        return sum(Reader::opened);
    }

    long failed() {
        return sum(Reader::failed);
    }

    String firstFailure() {
        return readers.stream()
                .map(Reader::firstFailure)
                .filter(failure -> !failure.isEmpty())
                .findFirst()
                .orElse("");
    }

    void cut() {
        readers.forEach(Reader::cut);
    }

    void reopen() {
        readers.forEach(Reader::reopen);
    }

    void measure(Period period) {
        readers.forEach(reader -> reader.measure(period));
    }

    Tally tallySoFar() {
        var all = new Tally();
        readers.forEach(reader -> all.add(reader.tallySoFar()));
        return all;
    }

    /// Whether everybody who is still connected has all of this.
    boolean hasAll(Accepted accepted) {
        return readers.stream().allMatch(reader -> reader.behind(accepted) == 0);
    }

    long lost(Accepted accepted) {
        return sum(reader -> reader.lost(accepted));
    }

    @Override
    public void close() {
        readers.forEach(Reader::close);
    }

    private long sum(ToLongFunction<Reader> of) {
        return readers.stream().mapToLong(of).sum();
    }
}
