package dev.spate.client;

import dev.spate.wire.ReceivedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what a source calls it with, as short texts and as it is.
///
/// Thread-safe.
final class RecordingListener implements EventSource.Listener {

    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();
    final List<Signal> signals = new CopyOnWriteArrayList<>();
    final List<Interruption> interruptions = new CopyOnWriteArrayList<>();
    final List<Duration> delays = new CopyOnWriteArrayList<>();
    final List<Closing> closings = new CopyOnWriteArrayList<>();

    List<String> data() {
        return events.stream().map(ReceivedEvent::data).toList();
    }

    @Override
    public void onOpen() {
        calls.add("open");
    }

    @Override
    public void onEvent(ReceivedEvent event) {
        events.add(event);
        calls.add("event " + event.data());
    }

    @Override
    public void onSignal(Signal signal, ReceivedEvent event) {
        signals.add(signal);
        calls.add("signal");
    }

    @Override
    public void onInterrupted(Interruption why, Duration retryIn) {
        delays.add(retryIn);
        interruptions.add(why);
        calls.add("interrupted");
    }

    @Override
    public void onClosed(Closing why) {
        closings.add(why);
        calls.add("closed");
    }
}
