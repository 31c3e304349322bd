package dev.spate.hub.internal.template;

import java.util.List;

/// A piece of a template. Thread-safe: immutable.
sealed interface TemplatePart {
    /// Text that every expansion holds.
    ///
    /// @param text as it stands in the template, well-formed
    record Literal(String text) implements TemplatePart {}

    /// What stands between braces.
    ///
    /// @param operator how the variables are joined
    /// @param variables at least one
    record Expression(TemplateOperator operator, List<TemplateVariable> variables) implements TemplatePart {
        public Expression {
            variables = List.copyOf(variables);
        }
    }
}
