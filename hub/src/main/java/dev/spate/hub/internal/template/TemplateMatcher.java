package dev.spate.hub.internal.template;

import java.util.List;

/// A URI template (RFC 6570, all four levels), read backwards: it matches every topic that some expansion of it
/// gives, whatever its variables are set to: nothing, a text, a list, pairs.
///
/// - Time is linear in the topic's length times the template's, always; nothing is ever tried twice.
/// - Each place where a variable stands is taken by itself: `{x}/{x}` also matches `a/b`.
/// - An undefined or empty variable leaves nothing behind, so `a/{x}` matches `a/`, and `{x}` the empty text.
/// - `{x}` stands for unreserved characters, percent-encoded octets, and commas (a list without `*` is joined by
///   them); not for `/`. `{+x}` stands for any text.
/// - What may not stand in a URI (spaces, letters beyond ASCII, a `%` without two digits) is compared as the octets
///   that it would be percent-encoded to: `{x}` matches `é` as it matches `%C3%A9`, and each counts as one
///   character of `{x:1}`. The case of percent-encoded octets makes no difference.
/// - The names of exploded pairs are taken to be encoded like values.
///
/// Thread-safe: immutable.
public final class TemplateMatcher {
    private final TemplateProgram program;
    private final String literalPrefix;

    private TemplateMatcher(TemplateProgram program, String literalPrefix) {
        this.program = program;
        this.literalPrefix = literalPrefix;
    }

    /// @param template the text of a template, at most as long as a topic, with at most 64 variables
    /// @return its matcher
    /// @throws IllegalArgumentException naming what is wrong with the template, and where
    public static TemplateMatcher compile(String template) {
        var parts = new TemplateParser(template).parse();
        return new TemplateMatcher(TemplateCompiler.compile(parts), literalPrefix(parts));
    }

    /// @param topic the name of a topic
    /// @return whether some expansion gives it
    public boolean matches(String topic) {
        return topic.startsWith(literalPrefix) && run().accepts(start(), Symbols.bytes(topic), start());
    }

    /// What every topic that matches begins with, so that an index need not ask for the others. It may be shorter
    /// than the template's first literal, as it ends before characters that topics may hold in more than one form.
    ///
    /// @return a text of ASCII; may be empty
    public String literalPrefix() {
        return literalPrefix;
    }

    /// How many states are visited for a topic.
    long steps(String topic) {
        var run = run();
        run.accepts(start(), Symbols.bytes(topic), start());
        return run.steps();
    }

    TemplateProgram program() {
        return program;
    }

    int states() {
        return program.states();
    }

    private TemplateRun run() {
        return new TemplateRun(program);
    }

    /// A literal's symbols are the program's first states, one for each; a prefix has one byte for each symbol.
    private int start() {
        return literalPrefix.length();
    }

    private static String literalPrefix(List<TemplatePart> parts) {
        if (parts.isEmpty() || !(parts.get(0) instanceof TemplatePart.Literal literal)) {
            return "";
        }
        var bytes = Symbols.bytes(literal.text());
        int end = 0;
        while (end < bytes.length && !Symbols.isOctet(Symbols.at(bytes, end))) {
            end++;
        }
        return literal.text().substring(0, end);
    }
}
