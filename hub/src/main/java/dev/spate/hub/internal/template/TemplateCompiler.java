package dev.spate.hub.internal.template;

import dev.spate.hub.Topic;
import dev.spate.hub.internal.template.TemplateOperator.Naming;
import dev.spate.hub.internal.template.TemplateVariable.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns the parts of a template into a program.
///
/// ```text
/// {?x,y}     nothing written yet      something written
///            split ── '?' ─▶ x= …  ──────────▶ ┐
///              │                               │
///            split ── '?' ─┐                 split ── '&' ─┐
///              │           └──▶ y= …  ◀────────┼───────────┘
///              ▼                  ▼            ▼
///             end ◀───────────────┴────────────┘
/// ```
///
/// Owner: the thread that made it; used once.
final class TemplateCompiler {
    /// The most states of a program: one for each byte of the longest template, and what its variables take at
    /// most.
    static final int MAX_STATES = Topic.MAX_BYTES + 1 + TemplateParser.MAX_VARIABLES * 16;

    private static final int TO_BE_SET = 0;

    private byte[] kinds = new byte[64];
    private char[] operands = new char[64];
    private char[] targets = new char[64];
    private int size;
    private char[] expressions = new char[4];
    private int expressionEnds;
    private boolean hasBounds;

    static TemplateProgram compile(List<TemplatePart> parts) {
        var compiler = new TemplateCompiler();
        for (var part : parts) {
            switch (part) {
                case TemplatePart.Literal literal -> compiler.literal(literal.text());
                case TemplatePart.Expression expression -> {
                    compiler.cut();
                    compiler.expression(expression);
                    compiler.cut();
                }
            }
        }
        compiler.emit(TemplateProgram.END, 0, 0);
        return compiler.program();
    }

    private TemplateProgram program() {
        return new TemplateProgram(
                Arrays.copyOf(kinds, size),
                Arrays.copyOf(operands, size),
                Arrays.copyOf(targets, size),
                hasBounds,
                Arrays.copyOf(expressions, expressionEnds));
    }

    /// Notes that an expression begins or ends here.
    private void cut() {
        if (expressionEnds == expressions.length) {
            expressions = Arrays.copyOf(expressions, 2 * expressionEnds);
        }
        expressions[expressionEnds++] = (char) size;
    }

    private void literal(String text) {
        var bytes = Symbols.bytes(text);
        for (int index = 0; index < bytes.length; index += Symbols.length(bytes, index)) {
            one(Symbols.at(bytes, index));
        }
    }

    private void expression(TemplatePart.Expression expression) {
        var operator = expression.operator();
        // The states that go on to the next variable, or in the end behind the expression.
        var unwritten = new ArrayList<Integer>();
        var written = new ArrayList<Integer>();
        for (var variable : expression.variables()) {
            landHere(unwritten);
            unwritten.add(emit(TemplateProgram.SPLIT, 0, TO_BE_SET));
            int first = operator.first().isEmpty()
                    ? emit(TemplateProgram.JUMP, 0, TO_BE_SET)
                    : emit(TemplateProgram.ONE, operator.first().charAt(0), TO_BE_SET);
            boolean isFirst = written.isEmpty();
            landHere(written);
            if (!isFirst) {
                written.add(emit(TemplateProgram.SPLIT, 0, TO_BE_SET));
                one(operator.separator());
            }
            landHere(first);
            value(operator, variable);
            written.add(emit(TemplateProgram.JUMP, 0, TO_BE_SET));
        }
        landHere(unwritten);
        landHere(written);
    }

    /// A defined variable, its name included.
    private void value(TemplateOperator operator, TemplateVariable variable) {
        if (variable.modifier() == Modifier.EXPLODE) {
            exploded(operator);
            return;
        }
        if (operator.naming() != Naming.NONE) {
            literal(variable.name());
        }
        switch (operator.naming()) {
            case NONE -> content(operator, variable);
            case ALWAYS_EQUALS -> {
                one('=');
                content(operator, variable);
            }
            case BARE_IF_EMPTY -> bareOrContent(operator, variable);
        }
    }

    private void content(TemplateOperator operator, TemplateVariable variable) {
        if (variable.modifier() == Modifier.PREFIX) {
            bounded(operator.allowed(), variable.maxLength());
        } else {
            loop(operator.allowed() == SymbolSet.ANY ? SymbolSet.ANY : SymbolSet.LIST);
        }
    }

    /// `name` for the empty value. A list of one empty member is not the empty value: it makes `name=`.
    private void bareOrContent(TemplateOperator operator, TemplateVariable variable) {
        int bare = emit(TemplateProgram.SPLIT, 0, TO_BE_SET);
        one('=');
        if (variable.modifier() == Modifier.PREFIX) {
            emit(TemplateProgram.CLASS, operator.allowed().code(), 0);
            bounded(operator.allowed(), variable.maxLength());
        } else {
            loop(SymbolSet.LIST);
        }
        landHere(bare);
    }

    private void exploded(TemplateOperator operator) {
        if (operator.allowed() == SymbolSet.ANY) {
            loop(SymbolSet.ANY);
        } else if (operator.naming() == Naming.NONE) {
            int pairs = emit(TemplateProgram.SPLIT, 0, TO_BE_SET);
            loop(members(operator.separator()));
            int end = emit(TemplateProgram.JUMP, 0, TO_BE_SET);
            landHere(pairs);
            pairs(operator);
            landHere(end);
        } else {
            // The members of a list are written as pairs too, all with the variable's name.
            pairs(operator);
        }
    }

    private static SymbolSet members(char separator) {
        return switch (separator) {
            case ',' -> SymbolSet.LIST;
            case '/' -> SymbolSet.PATH;
            default -> SymbolSet.VALUE; // the dot is unreserved already
        };
    }

    private void pairs(TemplateOperator operator) {
        int name = loop(operator.allowed());
        if (operator.naming() == Naming.BARE_IF_EMPTY) {
            int bare = emit(TemplateProgram.SPLIT, 0, TO_BE_SET);
            one('=');
            emit(TemplateProgram.CLASS, operator.allowed().code(), 0);
            loop(operator.allowed());
            landHere(bare);
        } else {
            one('=');
            loop(operator.allowed());
        }
        int end = emit(TemplateProgram.SPLIT, 0, TO_BE_SET);
        emit(TemplateProgram.ONE, operator.separator(), name);
        landHere(end);
    }

    private void one(int symbol) {
        emit(TemplateProgram.ONE, symbol, size + 1);
    }

    private int loop(SymbolSet set) {
        return emit(TemplateProgram.LOOP, set.code(), 0);
    }

    private void bounded(SymbolSet set, int max) {
        // No topic is longer than this: counting further would change nothing.
        if (max >= Topic.MAX_BYTES) {
            loop(set);
        } else {
            emit(TemplateProgram.BOUNDED, set.code(), max);
            hasBounds = true;
        }
    }

    private int emit(byte kind, int operand, int target) {
        assert size < MAX_STATES : "state " + size;
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * size);
            operands = Arrays.copyOf(operands, 2 * size);
            targets = Arrays.copyOf(targets, 2 * size);
        }
        kinds[size] = kind;
        operands[size] = (char) operand;
        targets[size] = (char) target;
        return size++;
    }

    private void landHere(List<Integer> states) {
        states.forEach(this::landHere);
        states.clear();
    }

    private void landHere(int state) {
        targets[state] = (char) size;
    }
}
