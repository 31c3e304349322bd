package dev.spate.hub.internal.topic;

import dev.spate.hub.Matcher;
import dev.spate.hub.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Finds who asked for a topic. Exact topics cost one look-up, `*` costs its own subscribers, and templates are
/// narrowed by the literal text they begin with; which templates take a topic is then remembered, for the newest
/// [#MAX_REMEMBERED] topics.
///
/// Owner: the delivery loop of its sender.
///
/// @param <T> what is found
public final class SubscriptionIndex<T> {
    /// The most topics whose templates are remembered.
    static final int MAX_REMEMBERED = 4_096;

    // Maps are by text, which is comparable: one by topics could be made slow by topics whose hashes collide.
    private final Map<String, List<T>> exact = new HashMap<>();
    private final List<T> any = new ArrayList<>();
    private final Map<String, TemplateGroup<T>> templates = new HashMap<>();
    /// How many groups begin with a literal text of this length, so that a topic is looked up only by lengths that
    /// occur.
    private final TreeMap<Integer, Integer> prefixLengths = new TreeMap<>();
    private final Map<String, Map<String, TemplateGroup<T>>> byPrefix = new HashMap<>();
    private final Map<String, List<TemplateGroup<T>>> remembered = new HashMap<>();

    private record TemplateGroup<T>(Matcher.Template template, List<T> members) {}

    /// Registers a taker under each of its matchers.
    ///
    /// @param matchers what it asks for, without repetition
    /// @param taker who asks
    public void add(List<Matcher> matchers, T taker) {
        for (var matcher : matchers) {
            switch (matcher) {
                case Matcher.Exact(Topic topic) ->
                    exact.computeIfAbsent(topic.name(), key -> new ArrayList<>(1))
                            .add(taker);
                case Matcher.Any() -> any.add(taker);
                case Matcher.Template template -> groupOf(template).members().add(taker);
            }
        }
    }

    /// Takes back what [#add] registered.
    ///
    /// @param matchers the same matchers
    /// @param taker the same taker
    public void remove(List<Matcher> matchers, T taker) {
        for (var matcher : matchers) {
            switch (matcher) {
                case Matcher.Exact(Topic topic) ->
                    exact.computeIfPresent(topic.name(), (key, takers) -> without(takers, taker) ? null : takers);
                case Matcher.Any() -> without(any, taker);
                case Matcher.Template template -> removeFrom(template, taker);
            }
        }
    }

    /// Calls back for every taker of one of the topics; for one that several of its matchers lead to, several
    /// times.
    ///
    /// @param topics the topics of one entry
    /// @param found is called for each taker
    public void match(List<Topic> topics, Consumer<T> found) {
        each(any, found);
        for (int index = 0; index < topics.size(); index++) {
            var topic = topics.get(index);
            var takers = exact.get(topic.name());
            if (takers != null) {
                each(takers, found);
            }
            if (!templates.isEmpty()) {
                matchTemplates(topic, found);
            }
        }
    }

    private void matchTemplates(Topic topic, Consumer<T> found) {
        var groups = remembered.get(topic.name());
        if (groups == null) {
            groups = groupsFor(topic);
            if (remembered.size() >= MAX_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(topic.name(), groups);
        }
        for (int index = 0; index < groups.size(); index++) {
            each(groups.get(index).members(), found);
        }
    }

    private List<TemplateGroup<T>> groupsFor(Topic topic) {
        var groups = new ArrayList<TemplateGroup<T>>(2);
        String name = topic.name();
        for (int length : prefixLengths.headMap(name.length(), true).keySet()) {
            var candidates = byPrefix.get(name.substring(0, length));
            if (candidates == null) {
                continue;
            }
            for (var group : candidates.values()) {
                if (group.template().matches(topic)) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    private TemplateGroup<T> groupOf(Matcher.Template template) {
        var group = templates.get(template.text());
        if (group == null) {
            group = new TemplateGroup<>(template, new ArrayList<>(1));
            templates.put(template.text(), group);
            String prefix = template.literalPrefix();
            byPrefix.computeIfAbsent(prefix, key -> new HashMap<>()).put(template.text(), group);
            prefixLengths.merge(prefix.length(), 1, Integer::sum);
            remembered.clear();
        }
        return group;
    }

    private void removeFrom(Matcher.Template template, T taker) {
        var group = templates.get(template.text());
        if (group == null || !without(group.members(), taker)) {
            return;
        }
        templates.remove(template.text());
        String prefix = template.literalPrefix();
        byPrefix.computeIfPresent(prefix, (key, groups) -> {
            groups.remove(template.text());
            return groups.isEmpty() ? null : groups;
        });
        prefixLengths.computeIfPresent(prefix.length(), (key, count) -> count == 1 ? null : count - 1);
        remembered.clear();
    }

    /// Removes a taker, looked for from the end, and says whether none is left.
    private static <T> boolean without(List<T> takers, T taker) {
        int last = takers.size() - 1;
        int index = takers.lastIndexOf(taker);
        if (index >= 0) {
            takers.set(index, takers.get(last));
            takers.remove(last);
        }
        return takers.isEmpty();
    }

    private static <T> void each(List<T> takers, Consumer<T> found) {
        for (int index = 0; index < takers.size(); index++) {
            found.accept(takers.get(index));
        }
    }
}
