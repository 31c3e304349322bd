package dev.spate.client;

import dev.spate.wire.EventId;
import dev.spate.wire.EventParser;
import dev.spate.wire.EventStreamException;
import dev.spate.wire.ReceivedEvent;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The life of a source: connect, read, wait, again.
///
/// Owner: the source's thread, which runs it; [#close] and [#resumePoint] may be called from any other.
final class EventStreamLoop implements Runnable, EventParser.Receiver {

    /// A hub that has been silent for so many of its heartbeats is gone.
    private static final int HEARTBEATS_OF_PATIENCE = 3;

    private final Transport transport;
    private final Connector connector;
    private final EventSourceOptions options;
    private final EventSource.Listener listener;
    private final EventParser parser;
    private final Gate gate = new Gate();

    /// Written by the source's thread just before it hands an event over, read by any.
    private volatile ResumePoint resume;

    /// Written by the source's thread, which then looks whether the gate is open; read by whoever has closed the
    /// gate.
    private volatile @Nullable StreamBody body;

    private Duration reconnectionTime;
    private Duration idleTimeout;
    private int failures;

    EventStreamLoop(Transport transport, EventSourceOptions options, EventSource.Listener listener) {
        this.transport = transport;
        this.options = options;
        this.listener = listener;
        this.connector = new Connector(transport, options);
        this.resume = options.resume();
        this.parser = new EventParser(this, options.limits(), new EventId(resume.lastEventId()));
        this.reconnectionTime = options.backoff().first();
        this.idleTimeout = options.idleTimeout();
    }

    ResumePoint resumePoint() {
        return resume;
    }

    @Override
    public void run() {
        try {
            live();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error thrown) {
            giveUp(new Closing.Failed(thrown));
        } finally {
            close();
            release();
        }
    }

    /// Ends everything: no callback begins after this returns.
    void close() {
        gate.close();
        transport.close();
        StreamBody open = body;
        if (open != null) {
            open.cancel();
        }
    }

    /// Lets go of the client, when nothing runs here any more or ever did.
    void release() {
        transport.release();
    }

    private void live() throws InterruptedException {
        Optional<Retry> retry = attempt();
        while (retry.isPresent()) {
            Retry next = retry.get();
            if (!gate.pass(() -> listener.onInterrupted(next.why(), next.delay())) || !transport.pause(next.delay())) {
                return;
            }
            retry = attempt();
        }
    }

    /// One connection, from its request to its end.
    ///
    /// @return when to try again; empty if never
    private Optional<Retry> attempt() throws InterruptedException {
        failures++;
        Answer answer;
        try {
            answer = connector.connect(resume);
        } catch (IOException unreachable) {
            return again(new Interruption.Unreachable(unreachable), reconnectionTime);
        }
        if (answer instanceof Answer.Streaming streaming) {
            return read(streaming.body());
        }
        if (answer instanceof Answer.Busy busy) {
            return again(new Interruption.Busy(busy.problem()), max(reconnectionTime, busy.retryAfter()));
        }
        return giveUp(new Closing.Refused(((Answer.Refused) answer).problem()));
    }

    private Optional<Retry> read(StreamBody stream) throws InterruptedException {
        body = stream;
        try {
            if (gate.pass(listener::onOpen)) {
                parser.reconnected();
                feed(stream);
            }
            return again(new Interruption.Ended(), reconnectionTime);
        } catch (EventStreamException tooLong) {
            return giveUp(new Closing.Failed(tooLong));
        } catch (HttpTimeoutException silent) {
            return again(new Interruption.Silent(idleTimeout), reconnectionTime);
        } catch (IOException cut) {
            return again(new Interruption.Cut(cut), reconnectionTime);
        } finally {
            stream.cancel();
            body = null;
        }
    }

    private void feed(StreamBody stream) throws IOException, InterruptedException {
        Optional<List<ByteBuffer>> piece = stream.next(idleTimeout);
        while (piece.isPresent()) {
            failures = 0;
            for (ByteBuffer bytes : piece.get()) {
                parser.feed(bytes);
            }
            piece = stream.next(idleTimeout);
        }
    }

    private Optional<Retry> again(Interruption why, Duration asked) {
        return Optional.of(new Retry(why, options.backoff().delay(asked, failures, options.random())));
    }

    private Optional<Retry> giveUp(Closing why) {
        gate.pass(() -> listener.onClosed(why));
        return Optional.empty();
    }

    @Override
    public void onEvent(ReceivedEvent event) {
        gate.pass(() -> {
            moveTo(event.lastEventId());
            if (SignalReader.isSignal(event)) {
                signal(SignalReader.read(event), event);
            } else {
                listener.onEvent(event);
            }
        });
    }

    @Override
    public void onLastEventId(String lastEventId) {
        gate.pass(() -> moveTo(lastEventId));
    }

    @Override
    public void onRetry(long millis) {
        reconnectionTime = Duration.ofMillis(millis);
    }

    private void moveTo(String lastEventId) {
        if (!lastEventId.equals(resume.lastEventId())) {
            resume = new ResumePoint(lastEventId);
        }
    }

    private void signal(Signal signal, ReceivedEvent event) {
        if (signal instanceof Signal.Open open && options.idleTimeout().equals(StreamBody.FOREVER)) {
            idleTimeout = open.heartbeat().multipliedBy(HEARTBEATS_OF_PATIENCE);
        }
        if (signal instanceof Signal.Close close && !close.retry().isZero()) {
            reconnectionTime = close.retry();
        }
        listener.onSignal(signal, event);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /// When to try again, and why.
    private record Retry(Interruption why, Duration delay) {}
}
