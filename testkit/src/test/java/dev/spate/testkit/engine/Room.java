package dev.spate.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Admission;
import dev.spate.hub.Hub;
import dev.spate.hub.HubBuilder;
import dev.spate.hub.Matcher;
import dev.spate.hub.Principal;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.Retention;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.SubscribeResult;
import dev.spate.testkit.FakeClock;
import dev.spate.testkit.FakeTicker;
import dev.spate.testkit.ManualLoop;
import dev.spate.testkit.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A hub with one loop that the test drives. Publishing waits for its answer; delivering is the test's choice. What
/// is read of the log is read at once, unless the test says otherwise.
///
/// Owner: the test's thread.
final class Room implements AutoCloseable {
    static final Retention AMPLE = new Retention(Duration.ofHours(1), 64 << 20, 1_000_000);

    final FakeTicker ticker = new FakeTicker();
    final FakeClock clock = new FakeClock();
    final ManualLoop loop = new ManualLoop();
    final Hub hub;
    /// Everything that was accepted, in order.
    final List<Published> published = new ArrayList<>();

    Room() {
        this(builder -> builder.memoryLog(AMPLE));
    }

    Room(UnaryOperator<HubBuilder> change) {
        this.hub = change.apply(
                        Hub.builder().readers(Runnable::run).ticker(ticker).clock(clock))
                .build();
    }

    static Room retaining(int events) {
        return new Room(builder -> builder.memoryLog(new Retention(Duration.ofHours(1), 64 << 20, events)));
    }

    /// Publishes, and waits until the log has it.
    ///
    /// @return the id that subscribers see
    String publish(Publication publication) {
        var result = join(hub.publish(Principal.ANONYMOUS, publication).toCompletableFuture());
        assertThat(result).isInstanceOf(PublishResult.Accepted.class);
        var accepted = (PublishResult.Accepted) result;
        published.add(new Published(accepted.position(), publication));
        return accepted.id();
    }

    String publish(String topic, String data) {
        return publish(Publication.of(topic, data));
    }

    /// Publishes, and does not wait.
    CompletableFuture<PublishResult> offer(String topic, String data) {
        return hub.publish(Principal.ANONYMOUS, Publication.of(topic, data)).toCompletableFuture();
    }

    /// Subscribes; nothing is delivered until the loop runs.
    RecordingSink subscribe(SubscribeRequest request) {
        return subscribe(request, new RecordingSink(loop));
    }

    RecordingSink subscribe(SubscribeRequest request, RecordingSink sink) {
        return subscribe(request, sink, loop);
    }

    RecordingSink subscribe(SubscribeRequest request, RecordingSink sink, ManualLoop on) {
        var admission = admit(request);
        on.run(() -> sink.belongsTo(admission.attach(sink, on)));
        return sink;
    }

    /// Subscribes and delivers what there is.
    RecordingSink live(String... matchers) {
        var sink = subscribe(to(matchers));
        loop.runAll();
        return sink;
    }

    Admission admit(SubscribeRequest request) {
        var result = join(hub.subscribe(Principal.ANONYMOUS, request).toCompletableFuture());
        assertThat(result).isInstanceOf(SubscribeResult.Admitted.class);
        return ((SubscribeResult.Admitted) result).admission();
    }

    static SubscribeRequest to(String... matchers) {
        return SubscribeRequest.to(Stream.of(matchers).map(Matcher::parse).toArray(Matcher[]::new));
    }

    /// Lets time pass second by second, as a loop would.
    void pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            ticker.advance(Duration.ofSeconds(1));
            loop.tick();
        }
    }

    /// Lets the loop run until something is so that the hub's other threads bring about.
    void runUntil(Callable<Boolean> isSo) {
        Awaitility.await().pollInSameThread().until(() -> {
            loop.runAll();
            return isSo.call();
        });
    }

    static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        hub.close();
        loop.runAll();
    }
}
