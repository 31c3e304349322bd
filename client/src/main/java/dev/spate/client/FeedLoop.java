package dev.spate.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sends the lines of a feed: one request at a time, each with what came together while the one before was under
/// way. So a single line leaves at once, and a flood in few requests.
///
/// A request's body is complete before its answer is read: `java.net.http` hands no answer out earlier, so one
/// endless request could not be answered line by line.
///
/// Owner: the feed's thread.
final class FeedLoop implements Runnable {

    /// What a single line may be told when it is not the line's fault.
    private static final Set<Integer> BUSY = Set.of(429, 503);

    private final Transport transport;
    private final PublisherOptions options;
    private final Feed.Listener listener;
    private final Courier courier;
    private final FeedBuffer buffer;

    FeedLoop(Transport transport, PublisherOptions options, Feed.Listener listener, FeedBuffer buffer) {
        this.transport = transport;
        this.options = options;
        this.listener = listener;
        this.courier = new Courier(transport, options);
        this.buffer = buffer;
    }

    @Override
    public void run() {
        try {
            List<FeedLine> batch = buffer.take();
            while (!batch.isEmpty()) {
                deliver(new ArrayDeque<>(batch));
                batch = buffer.take();
            }
        } catch (IOException failed) {
            fail(failed);
        } catch (InterruptedException ended) {
            fail(new IOException("feed: interrupted", ended));
        } catch (RuntimeException | Error thrown) {
            fail(new IOException("listener: " + Failures.describe(thrown), thrown));
        }
    }

    private void fail(IOException why) {
        buffer.fail(why);
        listener.onFailure(new PublishException(Failures.describe(why), why));
    }

    /// Sends the lines until each is answered. Answered lines leave the queue.
    private void deliver(Deque<FeedLine> pending) throws IOException, InterruptedException {
        Patience patience = new Patience(transport, options);
        while (!pending.isEmpty()) {
            int before = pending.size();
            Reply reply = courier.post(ContentType.NDJSON, body(pending), Body.streaming(ContentType.NDJSON));
            Optional<Reply.NotNow> again = reply instanceof Reply.Answered answered
                    ? results(answered.response(), pending)
                    : Optional.of((Reply.NotNow) reply);
            if (pending.size() < before) {
                patience.renew();
            }
            if (again.isPresent()) {
                patience.await(again.get());
            }
        }
    }

    private static byte[] body(Deque<FeedLine> pending) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        pending.forEach(line -> body.writeBytes(line.json()));
        return body.toByteArray();
    }

    /// Hands the answers on as they come.
    ///
    /// @return why the rest must be sent again; empty if nothing is left
    private Optional<Reply.NotNow> results(Response response, Deque<FeedLine> pending)
            throws IOException, InterruptedException {
        if (!(response.body() instanceof Body.Streamed streamed)) {
            throw new PublishException(Courier.problem(response));
        }
        try {
            return results(new AnswerLines(streamed.bytes(), options.responseTimeout()), pending);
        } catch (PublishException unreadable) {
            throw unreadable;
        } catch (IOException cut) {
            return pending.isEmpty() ? Optional.empty() : Optional.of(new Reply.NotNow(cut, Duration.ZERO));
        } finally {
            streamed.bytes().cancel();
        }
    }

    private Optional<Reply.NotNow> results(AnswerLines lines, Deque<FeedLine> pending)
            throws IOException, InterruptedException {
        Optional<String> line = lines.next();
        while (line.isPresent() && !pending.isEmpty()) {
            PublishResult result = FeedAnswer.read(line.get());
            if (result instanceof PublishResult.Refused refused
                    && BUSY.contains(refused.problem().status())) {
                return Optional.of(new Reply.NotNow(new PublishException(refused.problem()), Duration.ZERO));
            }
            listener.onResult(pending.removeFirst().publication(), result);
            line = lines.next();
        }
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reply.NotNow(new IOException("the answer was cut"), Duration.ZERO));
    }
}
