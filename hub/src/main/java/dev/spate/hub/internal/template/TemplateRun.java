package dev.spate.hub.internal.template;

import java.util.Arrays;

/// One walk of a program over a topic. Every state is visited at most once for each symbol, so the time is at most
/// the symbols times the states, whatever they are.
///
/// A bounded loop keeps, of all the counts it could be at, only the least: whatever can follow a greater one can
/// follow it.
///
/// Owner: the thread that made it; used once.
final class TemplateRun {
    private static final int[] NONE = {};

    private final TemplateProgram program;
    private long[] now;
    private long[] next;
    private int[] nowCounts;
    private int[] nextCounts;
    private long steps;

    TemplateRun(TemplateProgram program) {
        int words = (program.states() + Long.SIZE - 1) / Long.SIZE;
        this.program = program;
        this.now = new long[words];
        this.next = new long[words];
        this.nowCounts = program.hasBounds() ? new int[program.states()] : NONE;
        this.nextCounts = program.hasBounds() ? new int[program.states()] : NONE;
    }

    /// Whether the program, begun at a state, ends just with the text from an index on.
    boolean accepts(int state, byte[] text, int from) {
        set(now, state);
        int index = from;
        while (index < text.length) {
            visitAll(Symbols.at(text, index));
            if (!swap()) {
                return false;
            }
            index += Symbols.length(text, index);
        }
        return endsHere();
    }

    /// How many states have been visited.
    long steps() {
        return steps;
    }

    private void visitAll(int symbol) {
        for (int word = 0; word < now.length; word++) {
            // The states that a visit adds to this word lie above the visited one, so masking what is done is enough.
            long done = 0;
            for (long left = now[word]; left != 0; left = now[word] & ~done) {
                int bit = Long.numberOfTrailingZeros(left);
                done |= 1L << bit;
                visit(word * Long.SIZE + bit, symbol);
            }
        }
    }

    private void visit(int state, int symbol) {
        steps++;
        byte kind = program.kinds()[state];
        switch (kind) {
            case TemplateProgram.ONE -> {
                if (program.operands()[state] == symbol) {
                    reach(program.targets()[state], 0);
                }
            }
            case TemplateProgram.CLASS -> {
                if (isInSet(state, symbol)) {
                    reach(state + 1, 1);
                }
            }
            case TemplateProgram.LOOP -> loop(state, symbol);
            case TemplateProgram.BOUNDED -> boundedLoop(state, symbol);
            default -> leave(kind, state);
        }
    }

    private void loop(int state, int symbol) {
        enter(state + 1);
        if (isInSet(state, symbol)) {
            reach(state, 0);
        }
    }

    private void boundedLoop(int state, int symbol) {
        enter(state + 1);
        // RFC 6570 2.4.1: the length counts characters, not the octets they are encoded to.
        boolean isSameCharacter = nowCounts[state] > 0 && Symbols.isContinuation(symbol);
        int count = nowCounts[state] + (isSameCharacter ? 0 : 1);
        if (count <= program.targets()[state] && isInSet(state, symbol)) {
            reach(state, count);
        }
    }

    private void leave(byte kind, int state) {
        if (kind == TemplateProgram.SPLIT) {
            enter(state + 1);
        }
        if (kind != TemplateProgram.END) {
            enter(program.targets()[state]);
        }
    }

    /// Goes on to a state without taking a symbol.
    private void enter(int state) {
        set(now, state);
        if (nowCounts.length > 0) {
            nowCounts[state] = 0;
        }
    }

    /// Comes to a state by taking the symbol.
    private void reach(int state, int count) {
        if (nextCounts.length > 0) {
            nextCounts[state] = isSet(next, state) ? Math.min(nextCounts[state], count) : count;
        }
        set(next, state);
    }

    private boolean isInSet(int state, int symbol) {
        return SymbolSet.of(program.operands()[state]).contains(symbol);
    }

    private boolean swap() {
        var spent = now;
        now = next;
        next = spent;
        Arrays.fill(next, 0);
        var spentCounts = nowCounts;
        nowCounts = nextCounts;
        nextCounts = spentCounts;
        for (long word : now) {
            if (word != 0) {
                return true;
            }
        }
        return false;
    }

    /// Takes a symbol that nothing takes, only to reach what can be reached without one.
    private boolean endsHere() {
        visitAll(Symbols.NOTHING);
        return isSet(now, program.states() - 1);
    }

    private static boolean isSet(long[] states, int state) {
        return (states[state / Long.SIZE] & (1L << state)) != 0;
    }

    private static void set(long[] states, int state) {
        states[state / Long.SIZE] |= 1L << state;
    }
}
