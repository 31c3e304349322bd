package dev.spate.app;

import dev.spate.hub.CloseReason;
import dev.spate.hub.HubListener;
import dev.spate.hub.Principal;
import dev.spate.hub.SubscribeRequest;
import dev.spate.hub.Ticker;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what happens in a hub into the program's log; never what is in an event, nor who reads it. Thread-safe.
final class HubReporter implements HubListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.spate.hub");
    private static final long PROGRESS_NANOS = 3_000_000_000L;

    private final String hub;
    private final Ticker ticker;
    /// When the progress of the start was told last.
    private final AtomicLong toldNanos;

    /// @param hub the hub's name
    /// @param ticker says when there is something to tell again
    HubReporter(String hub, Ticker ticker) {
        this.hub = hub;
        this.ticker = ticker;
        this.toldNanos = new AtomicLong(ticker.nanos());
    }

    @Override
    public void onLogStart(int checked, int segments) {
        long now = ticker.nanos();
        long told = toldNanos.get();
        if (now - told >= PROGRESS_NANOS && toldNanos.compareAndSet(told, now)) {
            LOG.atInfo()
                    .addKeyValue("hub", hub)
                    .addKeyValue("checked", checked)
                    .addKeyValue("segments", segments)
                    .log("recovering the log");
        }
    }

    @Override
    public void onSubscribed(Principal principal, SubscribeRequest request) {
        LOG.atDebug()
                .addKeyValue("hub", hub)
                .addKeyValue("matchers", request.matchers().size())
                .log("subscribed");
    }

    @Override
    public void onClosed(Principal principal, CloseReason reason) {
        LOG.atDebug()
                .addKeyValue("hub", hub)
                .addKeyValue("reason", reason.text())
                .log("subscription closed");
    }

    @Override
    public void onGap(Principal principal, String reason) {
        LOG.atDebug().addKeyValue("hub", hub).addKeyValue("reason", reason).log("gap announced");
    }

    @Override
    public void onLogFailure(Throwable failure) {
        LOG.atError().setCause(failure).addKeyValue("hub", hub).log("the log could not take or give entries");
    }
}
