package dev.spate.hub.internal.template;

/// One expression of a program, cut out of it. Thread-safe: immutable.
///
/// @param program the program
/// @param start the state with which the expression begins
/// @param end the state to which it leads
record ExpressionCode(TemplateProgram program, int start, int end) {
    private static final int CHARS_PER_STATE = 3;

    /// What tells it from others, wherever it stands: its states, and which of them leads to which.
    String text() {
        var text = new StringBuilder(CHARS_PER_STATE * (end - start));
        for (int state = start; state < end; state++) {
            byte kind = program.kinds()[state];
            boolean hasTarget =
                    kind == TemplateProgram.ONE || kind == TemplateProgram.SPLIT || kind == TemplateProgram.JUMP;
            text.append((char) kind).append(program.operands()[state]).append((char)
                    (program.targets()[state] - (hasTarget ? start : 0)));
        }
        return text.toString();
    }
}
