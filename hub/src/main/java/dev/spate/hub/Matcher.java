package dev.spate.hub;

import dev.spate.hub.internal.template.TemplateMatcher;

/// What a subscription asks for, or a grant allows. Thread-safe: immutable.
public sealed interface Matcher {
    /// @param topic a topic that an entry carries
    /// @return whether this matcher takes it
    boolean matches(Topic topic);

    /// Reads a matcher: `*` takes everything, a text with a `{` is a URI template, all else is an exact topic.
    ///
    /// @param text as it stands in a `topic=` parameter
    /// @return the matcher
    /// @throws IllegalArgumentException if the text is neither a legal topic nor a legal template
    static Matcher parse(String text) {
        if (text.equals("*")) {
            return new Any();
        }
        return text.indexOf('{') < 0 ? new Exact(new Topic(text)) : new Template(text);
    }

    /// One topic, compared exactly.
    ///
    /// @param topic the topic
    record Exact(Topic topic) implements Matcher {
        @Override
        public boolean matches(Topic other) {
            return topic.equals(other);
        }
    }

    /// Every topic.
    record Any() implements Matcher {
        @Override
        public boolean matches(Topic topic) {
            return true;
        }
    }

    /// Every topic that some expansion of a URI template (RFC 6570) gives. Time is linear in the topic's length.
    final class Template implements Matcher {
        private final String text;
        private final TemplateMatcher compiled;

        /// @param text the template, such as `prices/{symbol}`, at most as long as a topic
        /// @throws IllegalArgumentException naming what is wrong with it
        public Template(String text) {
            this.text = Text.requireClean("topic", text, Topic.MAX_BYTES);
            this.compiled = TemplateMatcher.compile(text);
        }

        /// @return the template as it was given
        public String text() {
            return text;
        }

        /// @return the text that every topic it takes begins with; may be empty
        public String literalPrefix() {
            return compiled.literalPrefix();
        }

        @Override
        public boolean matches(Topic topic) {
            return compiled.matches(topic.name());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Template template && text.equals(template.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
