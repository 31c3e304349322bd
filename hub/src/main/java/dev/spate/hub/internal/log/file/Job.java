package dev.spate.hub.internal.log.file;

/// What the log's writer is given to do.
sealed interface Job permits PendingBatch, Job.Task {
    /// Anything but a batch. Thread-safe: immutable.
    ///
    /// @param work runs on the log's writer
    record Task(Runnable work) implements Job {}
}
