package dev.spate.bench;

import dev.spate.hub.Matcher;
import dev.spate.hub.Topic;

/// How the templates of many subscriptions look beside each other. Thread-safe: immutable.
public enum TemplateShape {
    /// Each begins with a text of its own, as `kind-17/{id}` does.
    OWN_PREFIX("kind-", "/%s"),
    /// All begin alike, as `devices/{id}/kind-17` does: the hard case, what tells them apart comes last.
    SHARED_PREFIX("devices/", "%s/kind-");

    private final String begin;
    private final String middle;

    TemplateShape(String begin, String middle) {
        this.begin = begin;
        this.middle = middle;
    }

    /// @param kind tells the template from others
    Matcher.Template template(int kind) {
        return new Matcher.Template(text(kind, "{id}"));
    }

    /// @param kind the template that takes it
    /// @param id what stands for the variable
    Topic topic(int kind, int id) {
        return new Topic(text(kind, Integer.toString(id)));
    }

    private String text(int kind, String variable) {
        String filled = middle.formatted(variable);
        return this == OWN_PREFIX ? begin + kind + filled : begin + filled + kind;
    }
}
