/// The HTTP edge of Spate: hubs on sockets.
///
/// Start at [dev.spate.server.HubServer].
@org.jspecify.annotations.NullMarked
module dev.spate.server {
    requires static org.jspecify;
    requires transitive dev.spate.hub;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.slf4j;
    requires tools.jackson.core;

    exports dev.spate.server;
}
