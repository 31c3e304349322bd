package dev.spate.hub.internal.topic;

import dev.spate.hub.Matcher;
import dev.spate.hub.Topic;
import dev.spate.hub.internal.template.Takers;
import dev.spate.hub.internal.template.TemplateIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds who asked for a topic. Exact topics cost one look-up, `*` costs its own subscribers, and templates cost by
/// the topic's length.
///
/// Owner: the delivery loop of its sender.
///
/// @param <T> what is found; its hash must not be for others to choose
public final class SubscriptionIndex<T> {
    /// Who asked for a topic: a lone taker as it is, as most topics have but one, or else [Takers]. By text, which is
    /// comparable: a map by topics could be made slow by topics whose hashes collide.
    private final Map<String, Object> exact = new HashMap<>();

    private final Takers<T> any = new Takers<>();
    private final TemplateIndex<T> templates = new TemplateIndex<>();

    /// Registers a taker under each of its matchers.
    ///
    /// @param matchers what it asks for, without repetition
    /// @param taker who asks
    public void add(List<Matcher> matchers, T taker) {
        for (var matcher : matchers) {
            switch (matcher) {
                case Matcher.Exact(Topic topic) -> exact.compute(topic.name(), (key, held) -> with(held, taker));
                case Matcher.Any() -> any.add(taker);
                case Matcher.Template template -> templates.add(template.text(), taker);
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
                    exact.computeIfPresent(topic.name(), (key, held) -> without(held, taker));
                case Matcher.Any() -> any.remove(taker);
                case Matcher.Template template -> templates.remove(template.text(), taker);
            }
        }
    }

    /// Calls back for every taker of one of the topics; for one that several of its matchers lead to, several
    /// times.
    ///
    /// @param topics the topics of one entry
    /// @param found is called for each taker; registers and takes back nothing
    public void match(List<Topic> topics, Consumer<T> found) {
        any.each(found);
        for (int index = 0; index < topics.size(); index++) {
            String name = topics.get(index).name();
            var held = exact.get(name);
            if (held != null) {
                each(held, found);
            }
            if (!templates.isEmpty()) {
                templates.match(name, found);
            }
        }
    }

    private Object with(@Nullable Object held, T taker) {
        if (held == null) {
            return taker;
        }
        var takers = takersIn(held);
        if (takers == null) {
            takers = new Takers<>();
            takers.add(asTaker(held));
        }
        takers.add(taker);
        return takers;
    }

    private @Nullable Object without(Object held, T taker) {
        var takers = takersIn(held);
        if (takers == null) {
            return held.equals(taker) ? null : held;
        }
        takers.remove(taker);
        var lone = takers.lone();
        return lone == null ? takers : lone;
    }

    private void each(Object held, Consumer<T> found) {
        var takers = takersIn(held);
        if (takers == null) {
            found.accept(asTaker(held));
        } else {
            takers.each(found);
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable Takers<T> takersIn(Object held) {
        return held instanceof Takers<?> takers ? (Takers<T>) takers : null;
    }

    @SuppressWarnings("unchecked")
    private T asTaker(Object held) {
        return (T) held;
    }
}
