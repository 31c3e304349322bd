package dev.spate.bench;

import dev.spate.hub.Matcher;
import dev.spate.hub.Topic;
import java.util.List;
import java.util.stream.IntStream;

/// Which topics subscriptions ask for, and which are published. Thread-safe: stateless.
final class Topics {
    /// How many subscriptions ask with the same template.
    static final int TAKERS = 10;
    /// How many topics are published again and again: fewer than a hub remembers, and twice as many as there are
    /// templates.
    private static final int KNOWN = 2_000;
    /// How many topics are published before one comes again: many times more than a hub remembers.
    private static final int FRESH = 131_072;

    private Topics() {}

    static Matcher exact(int number) {
        return new Matcher.Exact(topic(number));
    }

    /// Every topic that as many exact subscriptions ask for, as objects of their own, as they would come out of
    /// requests.
    static List<Topic> ofExact(int subscriptions) {
        return IntStream.range(0, subscriptions).mapToObj(Topics::topic).toList();
    }

    /// Topics of every template, few enough to be remembered.
    static List<Topic> known(TemplateShape shape, int subscriptions) {
        return ofTemplates(shape, subscriptions, KNOWN);
    }

    /// Topics of every template, so many that each was long forgotten when it comes again.
    static List<Topic> fresh(TemplateShape shape, int subscriptions) {
        return ofTemplates(shape, subscriptions, FRESH);
    }

    static int templates(int subscriptions) {
        return Math.max(1, subscriptions / TAKERS);
    }

    private static List<Topic> ofTemplates(TemplateShape shape, int subscriptions, int count) {
        int templates = templates(subscriptions);
        return IntStream.range(0, count)
                .mapToObj(id -> shape.topic(id % templates, id))
                .toList();
    }

    /// A topic that an exact subscription asks for, an object of its own, as it would come out of a request.
    static Topic topic(int number) {
        return new Topic("prices/stock-" + number);
    }
}
