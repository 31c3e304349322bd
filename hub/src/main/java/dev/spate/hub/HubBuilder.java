package dev.spate.hub;

import dev.spate.hub.spi.EventLog;
import org.jspecify.annotations.Nullable;

/// Puts a [Hub] together. Everything has a value of its own where nothing is said: a memory log, the standard
/// limits, everybody allowed.
///
/// Owner: the thread that made it.
public final class HubBuilder {
    private @Nullable EventLog log;
    private HubLimits limits = HubLimits.standard();
    private UnknownId unknownId = UnknownId.EARLIEST;
    private Authorizer authorizer = Authorizer.open();
    private HubListener listener = new HubListener() {};
    private Ticker ticker = Ticker.system();
    private String name = "events";

    HubBuilder() {}

    /// @param value the hub's name, for the names of its threads
    /// @return this builder
    public HubBuilder name(String value) {
        this.name = value;
        return this;
    }

    /// @param value the log that the hub reads and writes; the hub closes it
    /// @return this builder
    public HubBuilder log(EventLog value) {
        this.log = value;
        return this;
    }

    /// @param value every bound of the hub
    /// @return this builder
    public HubBuilder limits(HubLimits value) {
        this.limits = value;
        return this;
    }

    /// @param value where a stream goes on after a last id that cannot be found
    /// @return this builder
    public HubBuilder unknownId(UnknownId value) {
        this.unknownId = value;
        return this;
    }

    /// @param value decides who may publish and subscribe
    /// @return this builder
    public HubBuilder authorizer(Authorizer value) {
        this.authorizer = value;
        return this;
    }

    /// @param value is told what happens
    /// @return this builder
    public HubBuilder listener(HubListener value) {
        this.listener = value;
        return this;
    }

    /// @param value elapsed time, for heartbeats and ages
    /// @return this builder
    public HubBuilder ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /// Starts the hub: its sequencer's thread runs from now on.
    ///
    /// @return the hub; [Hub#isReady()] says when its log can serve
    public Hub build() {
        var chosen = log;
        if (chosen == null) {
            throw new IllegalStateException("log: none (expected: log(…) to have been called)");
        }
        return new Hub(new Hub.Parts(name, chosen, limits, unknownId, authorizer, listener, ticker));
    }
}
