/// The Java client of Spate, on `java.net.http`: [dev.spate.client.EventSource] subscribes and comes back by
/// itself, [dev.spate.client.Publisher] publishes.
@org.jspecify.annotations.NullMarked
module dev.spate.client {
    requires static org.jspecify;
    requires transitive dev.spate.wire;
    requires transitive java.net.http;

    exports dev.spate.client;
}
