package dev.spate.app;

import dev.spate.hub.CloseReason;
import dev.spate.hub.HubListener;
import dev.spate.hub.Principal;
import dev.spate.hub.SubscribeRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what happens in a hub into the program's log; never what is in an event, nor who reads it. Thread-safe:
/// immutable.
///
/// @param hub the hub's name
record HubReporter(String hub) implements HubListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.spate.hub");

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
