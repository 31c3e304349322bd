package dev.spate.hub.internal.template;

/// A variable of an expression, with its modifier. Thread-safe: immutable.
///
/// @param name as it stands in the template
/// @param modifier what is done to the value
/// @param maxLength with [Modifier#PREFIX], the most characters of the value
record TemplateVariable(String name, Modifier modifier, int maxLength) {
    enum Modifier {
        NONE,
        PREFIX,
        EXPLODE
    }
}
