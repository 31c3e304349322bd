/// The engine of Spate and its embeddable API: one ordered log, and a cursor for every subscription.
///
/// Start at [dev.spate.hub.Hub].
@org.jspecify.annotations.NullMarked
module dev.spate.hub {
    requires static org.jspecify;
    requires transitive dev.spate.wire;
    requires org.jctools.core;

    exports dev.spate.hub;
    exports dev.spate.hub.logfiles;
    exports dev.spate.hub.spi;
}
