package dev.spate.client;

import dev.spate.wire.ReceivedEvent;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

/// A subscription to an event stream that comes back by itself, after the last event that it received.
///
/// Life cycle: [#to] and a builder, [#start] once, [#close]. A source has one thread, which makes its requests and
/// calls its listener: a listener that takes its time slows the server down and makes nothing pile up.
///
/// Thread-safe.
///
/// ```java
/// EventSource source = EventSource.to(URI.create("http://127.0.0.1:8080/events"))
///         .parameter("topic", "news")
///         .build(event -> System.out.println(event.data()));
/// source.start();
/// ```
public final class EventSource implements AutoCloseable {

    private final EventStreamLoop loop;
    private final ThreadFactory threads;
    private final AtomicBoolean isStarted = new AtomicBoolean();

    EventSource(EventStreamLoop loop, ThreadFactory threads) {
        this.loop = loop;
        this.threads = threads;
    }

    /// Begins to describe a source for this address.
    ///
    /// @throws IllegalArgumentException if it is not an absolute http or https address, or names a user
    public static EventSourceBuilder to(URI uri) {
        return new EventSourceBuilder(uri);
    }

    /// Connects.
    ///
    /// @throws IllegalStateException if it was started or closed before
    public void start() {
        if (isStarted.getAndSet(true)) {
            throw new IllegalStateException("start: again, or closed (expected: once)");
        }
        threads.newThread(loop).start();
    }

    /// Where the stream goes on, should this end: after the event handed over last. Inside [Listener#onEvent] that
    /// is the event itself.
    public ResumePoint resumePoint() {
        return loop.resumePoint();
    }

    /// Ends the stream, or the wait for the next attempt. No callback begins after this returns: a callback that is
    /// running on the source's thread is waited for, so do not call this while you hold a lock that it needs. From
    /// within a callback it returns at once. May be called more than once.
    ///
    /// The connection is given up at once, and the thread ends soon. A client that the source made is closed too;
    /// before Java 21 it cannot be, and its threads end when it is collected as garbage.
    @Override
    public void close() {
        loop.close();
        if (!isStarted.getAndSet(true)) {
            loop.release();
        }
    }

    /// Takes what comes. All methods are called on the source's thread, one at a time. What they throw ends the
    /// source, with [Closing.Failed].
    @FunctionalInterface
    public interface Listener {

        /// The server has answered with a stream: at the beginning, and after each interruption.
        default void onOpen() {}

        /// An event. Its id is the last id the stream had, be it from an earlier event.
        void onEvent(ReceivedEvent event);

        /// A message of the hub about the stream itself.
        ///
        /// @param signal what it says
        /// @param event  the event that brought it
        default void onSignal(Signal signal, ReceivedEvent event) {}

        /// There is no stream; the next attempt follows by itself.
        ///
        /// @param why     what happened
        /// @param retryIn how long the source waits
        default void onInterrupted(Interruption why, Duration retryIn) {}

        /// The source has ended for good by itself. Not called for [EventSource#close].
        default void onClosed(Closing why) {}
    }
}
