package dev.spate.hub.internal.template;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// Makes the states of an expression out of those of a program. What only leads on (JUMP) is left out, and so is a
/// fork into a loop and to what the loop leads to anyway: for `{x}` one loop is left.
///
/// Owner: the thread that made it; used once.
///
/// @param <T> what is found
final class ExpressionBuilder<T> {
    private final TemplateProgram program;
    private final int start;
    private final int length;
    /// By state: the one that stands for it.
    private final int[] standIns;
    private final @Nullable State<T>[] made;
    private int count;

    private ExpressionBuilder(ExpressionCode expression, Junction<T> exit) {
        this.program = expression.program();
        this.start = expression.start();
        this.length = expression.end() - start;
        this.standIns = new int[length + 1];
        this.made = room(length + 1);
        made[length] = exit;
    }

    static <T> Branch<T> build(ExpressionCode expression, Junction<T> exit) {
        var builder = new ExpressionBuilder<>(expression, exit);
        builder.findStandIns();
        builder.makeStates(exit);
        builder.tieBack();
        return new Branch<>(expression.text(), builder.at(0), exit, builder.count);
    }

    private void findStandIns() {
        standIns[length] = length;
        // From the end: whatever a state leads to without a symbol stands behind it.
        for (int index = length - 1; index >= 0; index--) {
            standIns[index] = switch (kind(index)) {
                case TemplateProgram.JUMP -> standIns[target(index)];
                case TemplateProgram.SPLIT ->
                    isLoopTo(standIns[index + 1], target(index)) ? standIns[index + 1] : index;
                default -> index;
            };
        }
    }

    private boolean isLoopTo(int index, int target) {
        boolean isLoop =
                index < length && (kind(index) == TemplateProgram.LOOP || kind(index) == TemplateProgram.BOUNDED);
        return isLoop && standIns[index + 1] == standIns[target];
    }

    private void makeStates(Junction<T> exit) {
        for (int index = length - 1; index >= 0; index--) {
            if (standIns[index] == index) {
                made[index] = state(index, exit);
                count++;
            }
        }
    }

    private State<T> state(int index, Junction<T> exit) {
        int operand = program.operands()[start + index];
        return switch (kind(index)) {
            case TemplateProgram.ONE -> new Once<>(operand, target(index) > index ? at(target(index)) : exit);
            case TemplateProgram.CLASS -> new FirstTurn<>(SymbolSet.of(operand), at(index + 1));
            case TemplateProgram.LOOP -> new Loop<>(SymbolSet.of(operand), at(index + 1));
            case TemplateProgram.BOUNDED ->
                new BoundedLoop<>(SymbolSet.of(operand), program.targets()[start + index], at(index + 1));
            default -> new Fork<>(at(index + 1), at(target(index)));
        };
    }

    /// What leads back to a state could not be told it when it was made.
    private void tieBack() {
        for (int index = 0; index < length; index++) {
            if (made[index] instanceof Once<T> once && target(index) <= index) {
                once.leadTo(at(target(index)));
            }
        }
    }

    private State<T> at(int index) {
        return requireNonNull(made[standIns[index]]);
    }

    private byte kind(int index) {
        return program.kinds()[start + index];
    }

    private int target(int index) {
        return program.targets()[start + index] - start;
    }

    @SuppressWarnings("unchecked")
    private static <T> @Nullable State<T>[] room(int states) {
        return (State<T>[]) new State<?>[states];
    }
}
