package dev.spate.hub.internal.template;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds who asked for a template that takes a topic. A topic costs by its length and by what it could still become
/// at each of its symbols, not by how many templates there are; so no answer has to be remembered.
///
/// Owner: the delivery loop of its sender.
///
/// @param <T> what is found
public final class TemplateIndex<T> {
    /// The most states that templates may take up together. Those beyond are asked one by one.
    static final int MAX_STATES = 1 << 20;

    private final int maxStates;
    private final Map<String, Place<T>> places = new HashMap<>();
    private final SharedProgram<T> shared = new SharedProgram<>();
    private final Map<Place<T>, TemplateMatcher> beyond = new HashMap<>();

    /// Where those are who ask for a template.
    private static final class Place<T> {
        /// Where topics end that the template takes; nowhere if it is not in the shared program.
        final @Nullable Junction<T> end;
        /// Who asks for it, or for another that ends there: one whose variables are only called otherwise.
        final Takers<T> takers;
        /// How many ask for this one.
        int count;

        Place(@Nullable Junction<T> end, Takers<T> takers) {
            this.end = end;
            this.takers = takers;
        }
    }

    public TemplateIndex() {
        this(MAX_STATES);
    }

    TemplateIndex(int maxStates) {
        this.maxStates = maxStates;
    }

    public boolean isEmpty() {
        return places.isEmpty();
    }

    /// @param template the text of a template
    /// @param taker who asks for it
    /// @throws IllegalArgumentException if the text is not that of a template
    public void add(String template, T taker) {
        var place = places.get(template);
        if (place == null) {
            place = open(TemplateMatcher.compile(template));
            places.put(template, place);
        }
        place.takers.add(taker);
        place.count++;
    }

    /// @param template the text of a template
    /// @param taker who asked for it
    public void remove(String template, T taker) {
        var place = places.get(template);
        if (place == null || !place.takers.remove(taker)) {
            return;
        }
        place.count--;
        if (place.count == 0) {
            places.remove(template);
            close(place);
        }
    }

    /// Calls back for every taker of a template that takes the topic; for one that several lead to, several times.
    ///
    /// @param topic the name of a topic
    /// @param found is called for each taker
    public void match(String topic, Consumer<T> found) {
        shared.match(topic, found);
        if (!beyond.isEmpty()) {
            beyond.forEach((place, matcher) -> {
                if (matcher.matches(topic)) {
                    place.takers.each(found);
                }
            });
        }
    }

    /// How many states have been visited for all topics so far.
    long visits() {
        return shared.visits();
    }

    /// How many states there are.
    int states() {
        return shared.states();
    }

    private Place<T> open(TemplateMatcher matcher) {
        var program = matcher.program();
        // What it shares is not known before it is in, so it is counted as if it shared nothing.
        if (shared.states() + program.states() <= maxStates) {
            var end = shared.add(program);
            return new Place<>(end, end.takers());
        }
        var place = new Place<T>(null, new Takers<>());
        beyond.put(place, matcher);
        return place;
    }

    private void close(Place<T> place) {
        if (place.end == null) {
            beyond.remove(place);
        } else {
            shared.prune(place.end);
        }
    }
}
