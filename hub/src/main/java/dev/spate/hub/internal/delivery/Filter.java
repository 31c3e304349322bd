package dev.spate.hub.internal.delivery;

import dev.spate.hub.Matcher;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EntryFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All that decides whether an entry is for a subscription: matchers, types, keys, and the grants for private
/// entries. Subscriptions with equal filters share their blocks. Thread-safe: immutable.
record Filter(List<Matcher> matchers, Set<String> types, Set<String> keys, List<Matcher> grants)
        implements EntryFilter {
    /// What tells it from others, in whatever order it was asked for. No topic, type or key holds a line break.
    String text() {
        return lines("m", matchers.stream().map(Filter::textOf))
                + lines("t", types.stream())
                + lines("k", keys.stream())
                + lines("g", grants.stream().map(Filter::textOf));
    }

    /// Whether an entry is wanted as soon as one of its topics is, unless it is private.
    boolean isByTopicAlone() {
        return types.isEmpty() && keys.isEmpty();
    }

    /// What was asked for, as it is written in a request, in the order of the text.
    List<String> topics() {
        return matchers.stream().map(Filter::plainTextOf).sorted().toList();
    }

    @Override
    public boolean accepts(Entry entry) {
        return accepts(Traits.of(entry.publication()));
    }

    boolean accepts(Traits traits) {
        return takesOneOf(matchers, traits.topics()) && acceptsBeyondTopics(traits);
    }

    /// Whether an entry is wanted, given that one of its topics is.
    boolean acceptsBeyondTopics(Traits traits) {
        return (types.isEmpty() || types.contains(traits.type()))
                && (keys.isEmpty() || keys.contains(traits.key()))
                && (traits.visibility() == Visibility.PUBLIC || takesOneOf(grants, traits.topics()));
    }

    @Override
    public Set<Topic> exactTopics() {
        var topics = new HashSet<Topic>();
        for (var matcher : matchers) {
            if (!(matcher instanceof Matcher.Exact(Topic topic))) {
                return Set.of();
            }
            topics.add(topic);
        }
        return topics;
    }

    @Override
    public boolean acceptsAll() {
        var any = new Matcher.Any();
        return types.isEmpty() && keys.isEmpty() && matchers.contains(any) && grants.contains(any);
    }

    private static String lines(String kind, Stream<String> texts) {
        return texts.sorted().distinct().map(text -> kind + text + '\n').collect(Collectors.joining());
    }

    private static String textOf(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Exact(Topic topic) -> "=" + topic.name();
            case Matcher.Any() -> "*";
            case Matcher.Template template -> "{" + template.text();
        };
    }

    private static String plainTextOf(Matcher matcher) {
        return switch (matcher) {
            case Matcher.Exact(Topic topic) -> topic.name();
            case Matcher.Any() -> "*";
            case Matcher.Template template -> template.text();
        };
    }

    private static boolean takesOneOf(List<Matcher> matchers, List<Topic> topics) {
        for (int m = 0; m < matchers.size(); m++) {
            for (int t = 0; t < topics.size(); t++) {
                if (matchers.get(m).matches(topics.get(t))) {
                    return true;
                }
            }
        }
        return false;
    }
}
