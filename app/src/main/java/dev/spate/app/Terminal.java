package dev.spate.app;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/// Whether a person looks at what is written. Thread-safe: stateless.
final class Terminal {
    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;
    private static final int STANDARD_ERROR = 2;

    private Terminal() {}

    static boolean isStandardInput() {
        return isTerminal(STANDARD_INPUT);
    }

    static boolean isStandardOutput() {
        return isTerminal(STANDARD_OUTPUT);
    }

    static boolean isStandardError() {
        return isTerminal(STANDARD_ERROR);
    }

    /// The JDK's own `Console.isTerminal` speaks of input and output together: it is no use at the end of a pipe.
    @SuppressWarnings("restricted") // the launcher enables native access
    private static boolean isTerminal(int descriptor) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> isatty = linker.defaultLookup().find("isatty");
        if (isatty.isEmpty()) {
            return false;
        }
        var signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            return (int) linker.downcallHandle(isatty.get(), signature).invokeExact(descriptor) == 1;
        } catch (Throwable impossible) {
            throw new LinkageError("isatty(" + descriptor + ")", impossible);
        }
    }
}
