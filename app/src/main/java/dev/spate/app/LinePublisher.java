package dev.spate.app;

import dev.spate.client.Feed;
import dev.spate.client.Publication;
import dev.spate.client.PublishException;
import dev.spate.client.PublishResult;
import dev.spate.client.Publisher;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// Publishes each line of a stream, as it comes. When the process is told to end, what was read is still sent.
///
/// Owner: the main thread. A thread of its own reads, which cannot be called back from a pipe that stays silent;
/// the feed's thread brings results; the shutdown hook ends all.
final class LinePublisher implements InputLines.Reader, Feed.Listener {
    private static final int MAX_LINE_BYTES = 16 << 20;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Publication template;
    private final PublishReport report;
    private final Feed feed;

    /// The input has ended, or the feed has failed.
    private final CountDownLatch isOver = new CountDownLatch(1);

    /// Written by the shutdown hook before it closes the feed, read by the reading thread when it finds it closed.
    private volatile boolean isEnding;

    LinePublisher(Publisher publisher, Publication template, PublishReport report) {
        this.template = template;
        this.report = report;
        this.feed = publisher.feed(this);
    }

    /// @return the exit code
    int run(InputStream in) throws InterruptedException {
        try (ShutdownHook _ = ShutdownHook.add(this::sayFarewell)) {
            daemon("spate-lines", () -> read(in));
            isOver.await();
            close();
            report.end();
            return report.exitCode();
        }
    }

    private void read(InputStream in) {
        try {
            new InputLines(in, MAX_LINE_BYTES).forEach(this);
        } catch (PublishException told) {
            // By closing.
        } catch (IOException unreadable) {
            report.failure("standard input: " + unreadable.getMessage());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            isOver.countDown();
        }
    }

    @Override
    public void onLine(String line) throws PublishException, InterruptedException {
        try {
            feed.send(template.withEvent(template.event().withData(line)));
        } catch (IllegalStateException closed) {
            if (!isEnding) {
                throw closed;
            }
        }
    }

    @Override
    public void onTooLong(long bytes) {
        report.failure("line: " + bytes + " bytes (expected: <= " + MAX_LINE_BYTES + ")");
    }

    @Override
    public void onResult(Publication publication, PublishResult result) {
        report.result(result);
    }

    @Override
    public void onFailure(PublishException why) {
        isOver.countDown();
    }

    /// Sends what is left, but not for longer than a person waits for a prompt.
    private void sayFarewell() {
        isEnding = true;
        Thread closing = daemon("spate-farewell", this::close);
        try {
            if (!closing.join(FAREWELL)) {
                report.failure("the last lines were not published within " + FAREWELL.toSeconds() + " s");
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        report.end();
    }

    private void close() {
        try {
            feed.close();
        } catch (PublishException failed) {
            report.failure(String.valueOf(failed.getMessage()));
        }
    }

    private static Thread daemon(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
