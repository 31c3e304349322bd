package dev.spate.server.internal.route;

import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.ContentCoding;
import dev.spate.server.internal.http.Feed;
import dev.spate.server.internal.http.FeedReader;
import dev.spate.server.internal.http.Line;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.RefusedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A bulk feed: each line is published as it comes, and answered by a line, in order. What waits for its answer is
/// bounded; at the bound, when the hub has too much to do, or when the answers are not read, the body is read no
/// further, so that the producer is slowed and nothing is refused.
///
/// Owner: the connection's event loop.
final class BulkFeed implements FeedReader {
    private static final Duration RETRY_PERIOD = Duration.ofMillis(10);
    private static final int SHARED_TOPICS = 256;

    private final PublishCall call;
    private final ServerLimits limits;
    private final FeedLines lines;
    private final PlainPublications plain = new PlainPublications(new TopicLists(SHARED_TOPICS));
    /// Lines that wait for their answer, the oldest first.
    private final ArrayDeque<BulkLine> waiting = new ArrayDeque<>();
    /// Of them, those that the hub had no room for, to be offered again before anything new is.
    private final ArrayDeque<BulkLine> refused = new ArrayDeque<>();

    private int waitingBytes;
    private boolean isEnded;
    private boolean isOver;
    private boolean isPumping;
    private boolean isPumpPlanned;
    private boolean isPaused;
    private @Nullable Feed feed;
    private DeliveryLoop.@Nullable Repetition retries;

    BulkFeed(PublishCall call, ServerLimits limits, ContentCoding coding, BodyBudget budget) {
        this.call = call;
        this.limits = limits;
        this.lines = new FeedLines(limits.maxBodyBytes(), coding, budget);
    }

    @Override
    public void onOpen(Feed opened) {
        feed = opened;
        opened.flush();
    }

    @Override
    public void onBytes(byte[] bytes) {
        if (!isOver) {
            lines.add(bytes);
            pump();
        }
    }

    @Override
    public void onEnd() {
        isEnded = true;
        pump();
    }

    @Override
    public void onWritable() {
        pump();
    }

    @Override
    public void onBroken() {
        finish();
    }

    /// Does what can be done now; called whenever that may have become more.
    private void pump() {
        if (isPumping || isOver) {
            return;
        }
        isPumping = true;
        try {
            do {
                offerRefused();
                takeLines();
            } while (writeAnswers() && mayTakeLine() && !lines.isEmpty());
        } finally {
            isPumping = false;
        }
        settle();
    }

    private void takeLines() {
        try {
            boolean took = true;
            while (took && mayTakeLine()) {
                took = takeLine();
            }
        } catch (RefusedException e) {
            giveUp(e.problem());
        }
    }

    private boolean mayTakeLine() {
        return !isOver
                && refused.isEmpty()
                && waiting.size() < limits.maxBulkLines()
                && waitingBytes < limits.maxBulkBytes()
                && feed != null
                && feed.isWritable();
    }

    private boolean takeLine() {
        Optional<Line> line = lines.next();
        if (line.isEmpty() && isEnded) {
            line = lines.last();
        }
        if (line.isEmpty()) {
            return false;
        }
        var taken = new BulkLine(line.get().length());
        waiting.add(taken);
        waitingBytes += taken.bytes();
        switch (read(line.get())) {
            case Draft.Ready(Publication publication) -> {
                taken.publication(publication);
                offer(taken);
            }
            case Draft.Flawed(Problem problem) -> taken.answer(new PublishAnswers.Item.Failed(problem));
        }
        return true;
    }

    private Draft read(Line line) {
        Optional<Publication> publication = plain.read(line, "");
        return publication.isPresent() ? new Draft.Ready(publication.get()) : JsonPublications.readLine(line.toBytes());
    }

    private void offerRefused() {
        for (int count = refused.size(); count > 0 && !refused.isEmpty(); count--) {
            BulkLine line = refused.poll();
            int before = refused.size();
            offer(line);
            if (refused.size() > before) {
                // Still no room: it goes back to where it was, before those that came later.
                refused.addFirst(refused.removeLast());
                return;
            }
        }
        if (refused.isEmpty() && retries != null) {
            retries.close();
            retries = null;
        }
    }

    private void offer(BulkLine line) {
        call.publish(line.publication(), result -> answered(line, result));
    }

    private void answered(BulkLine line, PublishResult result) {
        if (isOver) {
            return;
        }
        if (result instanceof PublishResult.Refused(var reason, var _) && reason == PublishResult.Reason.OVERLOADED) {
            refused.addLast(line);
            if (retries == null) {
                retries = call.request().exchange().loop().every(RETRY_PERIOD, this::pump);
            }
        } else {
            line.answer(PublishAnswers.item(result));
        }
        planPump();
    }

    /// The answers that come together are written together.
    private void planPump() {
        if (!isPumping && !isPumpPlanned) {
            isPumpPlanned = true;
            call.request().exchange().loop().execute(() -> {
                isPumpPlanned = false;
                pump();
            });
        }
    }

    /// @return whether there was something to write
    private boolean writeAnswers() {
        if (feed == null || waiting.isEmpty() || !waiting.element().isAnswered()) {
            return false;
        }
        var items = new ArrayList<PublishAnswers.Item>();
        while (!waiting.isEmpty() && waiting.element().isAnswered()) {
            BulkLine line = waiting.remove();
            waitingBytes -= line.bytes();
            items.add(line.answer());
        }
        feed.write(PublishAnswers.lines(items));
        feed.flush();
        return true;
    }

    /// Ends the answer if all is done; otherwise lets the body come on if there is room for it.
    private void settle() {
        Feed open = feed;
        if (isOver || open == null) {
            return;
        }
        if (isEnded && waiting.isEmpty() && lines.isEmpty()) {
            finish();
            open.end();
        } else if (!isEnded && mayTakeLine() == isPaused) {
            isPaused = !isPaused;
            if (isPaused) {
                open.pause();
            } else {
                open.resume();
            }
        }
    }

    /// Nothing sensible can follow in the body: its problem is the last line of the answer.
    private void giveUp(Problem problem) {
        lines.close();
        isEnded = true;
        var last = new BulkLine(0);
        last.answer(new PublishAnswers.Item.Failed(problem));
        waiting.add(last);
    }

    private void finish() {
        isOver = true;
        lines.close();
        waiting.clear();
        refused.clear();
        if (retries != null) {
            retries.close();
            retries = null;
        }
    }
}
