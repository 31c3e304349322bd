package dev.spate.app;

/// What is still done when the process is told to end, by Ctrl-C or SIGTERM. Once closed, nothing is.
///
/// Thread-safe.
final class ShutdownHook implements AutoCloseable {
    private final Thread thread;

    private ShutdownHook(Runnable task) {
        thread = new Thread(task, "spate-shutdown");
    }

    static ShutdownHook add(Runnable task) {
        var hook = new ShutdownHook(task);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException ending) {
            // The process is ending, and the hook is running: it ends by itself.
        }
    }
}
