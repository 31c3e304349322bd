package dev.spate.client;

import java.nio.charset.StandardCharsets;

/// A stream of publications to a hub: sent in the order given, batched when they come faster than the hub answers,
/// at once when not, and bounded: who is faster than the hub waits.
///
/// Life cycle: [Publisher#feed], [#send] as often as needed, [#close]. A feed has one thread, which sends and calls
/// the listener.
///
/// Thread-safe: of several senders each keeps its own order.
///
/// ```java
/// try (Feed feed = publisher.feed((publication, result) -> System.out.println(result))) {
///     feed.send(Publication.of("news", "one"));
///     feed.send(Publication.of("news", "two"));
/// }
/// ```
public final class Feed implements AutoCloseable {

    private final FeedBuffer buffer;
    private final IdempotencyKeys keys;
    private final Thread thread;

    Feed(FeedBuffer buffer, FeedLoop loop, IdempotencyKeys keys) {
        this.buffer = buffer;
        this.keys = keys;
        this.thread = new Thread(loop, "spate-feed");
        thread.setDaemon(true);
        thread.start();
    }

    /// Gives a publication to the feed, waiting for room.
    ///
    /// @throws PublishException      if the feed has failed: nothing more will be sent
    /// @throws IllegalStateException if this is closed
    public void send(Publication publication) throws PublishException, InterruptedException {
        String json = PublicationJson.write(publication, keys.of(publication)) + "\n";
        buffer.put(new FeedLine(publication, json.getBytes(StandardCharsets.UTF_8)));
    }

    /// Sends what is left, and waits until the listener has all results. May be called more than once. An interrupt
    /// ends the wait, and the feed.
    ///
    /// @throws PublishException      if not everything could be delivered
    /// @throws IllegalStateException if the listener calls it
    @Override
    public void close() throws PublishException {
        if (thread.equals(Thread.currentThread())) {
            throw new IllegalStateException("close: by the listener (expected: by another thread)");
        }
        buffer.close();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new PublishException("close: interrupted", interrupted);
        }
        buffer.check();
    }

    /// Takes the results.
    @FunctionalInterface
    public interface Listener {

        /// What became of a publication; in the order of [Feed#send], on the feed's thread. What this throws ends
        /// the feed.
        void onResult(Publication publication, PublishResult result);

        /// The feed has failed: nothing more will be sent. [Feed#send] and [Feed#close] tell it too. On the feed's
        /// thread; the last call.
        default void onFailure(PublishException why) {}
    }
}
