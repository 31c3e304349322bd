package dev.spate.testkit.engine;

import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EventLog;
import dev.spate.hub.spi.TailListener;
import dev.spate.testkit.ForwardingLog;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// A log of which everything that came out of its tail is remembered.
///
/// Thread-safe.
final class TappedLog extends ForwardingLog {
    /// All that came out of the tail, in order.
    final List<Published> tapped = new CopyOnWriteArrayList<>();

    TappedLog(EventLog log) {
        super(log);
    }

    @Override
    public CompletionStage<Long> tail(TailListener listener) {
        return super.tail(entries -> {
            entries.stream().map(TappedLog::published).forEach(tapped::add);
            listener.onEntries(entries);
        });
    }

    private static Published published(Entry entry) {
        return new Published(entry.position(), entry.publication());
    }
}
