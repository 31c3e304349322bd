package dev.spate.app.bench;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// What one run of the bench does. Thread-safe: immutable.
///
/// @param target the server
/// @param crowd who subscribes
/// @param load what is published
/// @param times how long everything takes
public record BenchPlan(Target target, Crowd crowd, Load load, Times times) {
    /// Connections from one source address to one server: ephemeral ports are about 28,000.
    static final int MAX_CONNECTIONS_AN_ADDRESS = 20_000;

    /// @throws IllegalArgumentException if there would be nobody to come back, or nothing to do at all
    public BenchPlan {
        boolean needsSubscribers = load.flow().rate() == 0 || !(load.story() instanceof Story.Steady);
        if (crowd.subscribers() == 0 && needsSubscribers) {
            throw new IllegalArgumentException(
                    "subscribers: 0 (expected: >= 1, unless all that is measured is publishing)");
        }
    }

    /// Who subscribes.
    ///
    /// @param subscribers how many read
    /// @param stalled how many more connect and never read
    /// @param threads how many threads read
    /// @param sources the addresses to connect from in turn; with none the system chooses
    public record Crowd(int subscribers, int stalled, int threads, List<InetAddress> sources) {
        static final int MAX_SUBSCRIBERS = 1_000_000;
        static final int MAX_THREADS = 256;

        /// @throws IllegalArgumentException if a number is out of range
        public Crowd {
            sources = List.copyOf(sources);
            requireRange("subscribers", subscribers, 0, MAX_SUBSCRIBERS);
            requireRange("stalled", stalled, 0, MAX_SUBSCRIBERS);
            requireRange("threads", threads, 1, MAX_THREADS);
        }
    }

    /// What is published.
    ///
    /// @param story what happens on the way
    /// @param flow who publishes how fast
    /// @param topics how many topics
    /// @param size the bytes of an event's data
    public record Load(Story story, Flow flow, int topics, int size) {
        static final int MAX_TOPICS = 100_000;

        /// Each publisher counts each topic.
        static final long MAX_COUNTERS = 10_000_000;

        static final int MAX_SIZE = 1 << 20;

        /// @throws IllegalArgumentException if a number is out of range
        public Load {
            requireRange("topics", topics, 1, MAX_TOPICS);
            requireRange("size", size, Stamp.BYTES, MAX_SIZE);
            if ((long) topics * flow.publishers() > MAX_COUNTERS) {
                throw new IllegalArgumentException("topics x publishers: " + topics + " x " + flow.publishers()
                        + " (expected: <= " + MAX_COUNTERS + ")");
            }
        }

        /// The word for it in the result.
        public String scenario() {
            return switch (story) {
                case Story.Storm _ -> "storm";
                case Story.Behind _ -> "behind";
                case Story.Steady _ -> flow.rate() == 0 ? "idle" : flow.isFlatOut() ? "flat-out" : "steady";
            };
        }
    }

    /// Who publishes how fast.
    ///
    /// @param bulk by requests, or by feeds
    /// @param rate events a second of all publishers together; infinite: as fast as they are answered
    /// @param publishers how many connections publish
    /// @param pipeline how many publications of one connection wait for their answer
    public record Flow(Target.Bulk bulk, double rate, int publishers, int pipeline) {
        static final int MAX_PIPELINE = 1 << 20;
        static final double MAX_RATE = 1e8;

        /// @throws IllegalArgumentException if a number is out of range
        public Flow {
            requireRange("publishers", publishers, 1, Stamp.MAX_PUBLISHERS);
            requireRange("pipeline", pipeline, 1, MAX_PIPELINE);
            if (!(rate >= 0) || (rate > MAX_RATE && !Double.isInfinite(rate))) {
                throw new IllegalArgumentException("rate: " + rate + " (expected: >= 0)");
            }
        }

        boolean isFlatOut() {
            return Double.isInfinite(rate);
        }
    }

    /// How long everything takes.
    ///
    /// @param warmup published, but not measured
    /// @param duration measured
    /// @param timeout how long stragglers are waited for
    public record Times(Duration warmup, Duration duration, Duration timeout) {
        /// @throws IllegalArgumentException if nothing would be measured
        public Times {
            if (duration.isZero()) {
                throw new IllegalArgumentException("duration: 0s (expected: > 0s)");
            }
        }
    }

    /// What happens on the way.
    public sealed interface Story {
        /// Nothing.
        record Steady() implements Story {}

        /// In mid-run all subscribers are cut, and come back.
        record Storm() implements Story {}

        /// All subscribers come back at once after so many events.
        ///
        /// @param events how many they have missed
        record Behind(int events) implements Story {
            /// @throws IllegalArgumentException if there are none
            public Behind {
                requireRange("behind", events, 1, 1_000_000_000);
            }
        }
    }

    boolean isResumed() {
        return !(load.story() instanceof Story.Steady);
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + least + " to " + most + ")");
        }
    }
}
