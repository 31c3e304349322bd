package dev.spate.bench.compare;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The processes that were started: none of them outlives this one, however it ends. Thread-safe.
final class Children {
    private static final long END_SECONDS = 10;

    private final Set<Process> alive = ConcurrentHashMap.newKeySet();

    /// Ends them all when this process does.
    static Children endingWithThisProcess() {
        var children = new Children();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> children.alive.forEach(Process::destroy)));
        return children;
    }

    /// @throws CompareException if there is no such program
    Process start(ProcessBuilder builder) {
        try {
            var process = builder.start();
            alive.add(process);
            return process;
        } catch (IOException e) {
            throw new CompareException("program: " + builder.command().getFirst() + " (expected: one to start)", e);
        }
    }

    /// Asks a process to end, and makes it if it does not.
    void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                kill(process);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            kill(process);
        }
        alive.remove(process);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
