package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Admission;
import dev.spate.hub.Framing;
import dev.spate.hub.Matcher;
import dev.spate.hub.Position;
import dev.spate.hub.SlowPolicy;
import dev.spate.hub.SubscribeRequest;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.RecordingSink;
import dev.spate.wire.ReceivedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A client that is cut, stalls, and comes back with the last id it has; it keeps everything it was ever given.
///
/// Owner: the test's thread.
final class SimulatedClient {
    private static final Pattern TO = Pattern.compile("\"to\":\"([^\"]+)\"");

    private final Function<SubscribeRequest, Admission> door;
    private final Runnable publisher;
    private final ManualLoop loop;
    private final SubscribeRequest request;
    private final List<ReceivedEvent> received = new ArrayList<>();
    private @Nullable RecordingSink sink;
    private long baseline;
    private String lastId = "";

    /// @param door admits it
    /// @param publisher publishes something that it may want
    SimulatedClient(
            Function<SubscribeRequest, Admission> door, Runnable publisher, ManualLoop loop, SubscribeRequest request) {
        this.door = door;
        this.publisher = publisher;
        this.loop = loop;
        this.request = request;
    }

    SubscribeRequest request() {
        return request;
    }

    boolean isConnected() {
        if (sink != null && sink.end() != RecordingSink.End.NONE) {
            cut();
        }
        return sink != null;
    }

    void connect(Random random) {
        var admission = door.apply(lastId.isEmpty() ? request : request.after(lastId));
        if (lastId.isEmpty()) {
            assertThat(received).as("events without an id").isEmpty();
            baseline = admission.position().offset();
        }
        if (random.nextInt(4) == 0) {
            publisher.run();
        }
        var framing = random.nextBoolean() ? Framing.CHUNKED : Framing.PLAIN;
        var opened = new RecordingSink(loop, framing, 1 + random.nextInt(3_000));
        sink = opened;
        loop.run(() -> opened.belongsTo(admission.attach(opened, loop)));
    }

    /// The connection breaks wherever it is: what was not received whole is lost with it.
    void cut() {
        if (sink != null) {
            sink.goAway();
            keep(sink);
            sink = null;
        }
    }

    void stallAfter(long bytes) {
        if (sink != null) {
            sink.stallAfter(bytes);
        }
    }

    /// Its sink says that it is writable, which it may have been all the time.
    void nudge() {
        if (sink != null) {
            sink.subscription().ifPresent(subscription -> loop.run(subscription::onWritable));
        }
    }

    void resume() {
        stallAfter(Long.MAX_VALUE);
    }

    private void keep(RecordingSink ended) {
        received.addAll(ended.events());
        if (!ended.lastEventId().isEmpty()) {
            lastId = ended.lastEventId();
        }
    }

    /// Every entry that it was to get it got, once and in order, unless a gap covers it, or it is to be spared what a
    /// newer one has replaced; and a gap of somebody whose losses can be known exactly covers something.
    void check(List<Published> truth) {
        cut();
        var wanted = truth.stream()
                .filter(published -> published.position().offset() > baseline)
                .filter(published -> published.isWantedBy(request))
                .toList();
        int next = 0;
        for (var event : received) {
            if (event.type().equals("spate.gap")) {
                int end = after(wanted, gapEnd(event));
                assertThat(end > next || !isKnownExactly(event))
                        .as("%s: gap after event %d that covers nothing: %s", this, next, event.data())
                        .isTrue();
                next = Math.max(next, end);
            } else if (!event.type().startsWith("spate.")) {
                next = skipReplaced(wanted, next, event.data());
                assertThat(next).as("%s: %s after the last", this, event.data()).isLessThan(wanted.size());
                assertThat(event.data())
                        .as("%s: event %d", this, next)
                        .isEqualTo(wanted.get(next).data());
                next++;
            }
        }
        assertThat(next).as("%s: events at the end", this).isEqualTo(wanted.size());
    }

    /// What a newer entry of the same key has replaced need not come to one who is conflated.
    private int skipReplaced(List<Published> wanted, int from, String upTo) {
        int next = from;
        while (request.slow() == SlowPolicy.CONFLATE
                && next < wanted.size()
                && !wanted.get(next).data().equals(upTo)
                && isReplaced(wanted, next)) {
            next++;
        }
        return next;
    }

    private static boolean isReplaced(List<Published> wanted, int index) {
        var replaced = wanted.get(index);
        return wanted.subList(index + 1, wanted.size()).stream().anyMatch(later -> later.replaces(replaced));
    }

    boolean hasNoGapThatItDidNotAskFor() {
        return request.slow() == SlowPolicy.DROP
                || received.stream().noneMatch(event -> event.type().equals("spate.gap"));
    }

    private boolean isKnownExactly(ReceivedEvent gap) {
        return request.types().isEmpty()
                && request.keys().isEmpty()
                && request.matchers().stream().allMatch(Matcher.Exact.class::isInstance)
                && request.slow() != SlowPolicy.DROP
                && !gap.data().contains("unknown-id");
    }

    private static long gapEnd(ReceivedEvent gap) {
        var matcher = TO.matcher(gap.data());
        assertThat(matcher.find()).isTrue();
        return Position.parse(matcher.group(1)).orElseThrow().offset();
    }

    private static int after(List<Published> wanted, long offset) {
        int index = 0;
        while (index < wanted.size() && wanted.get(index).position().offset() <= offset) {
            index++;
        }
        return index;
    }

    @Override
    public String toString() {
        return "client of " + request.matchers();
    }
}
