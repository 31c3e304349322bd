package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.RequestHead;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayList;

/// Turns what Netty has decoded into our own, checked head. Thread-safe: stateless.
final class Heads {
    private Heads() {}

    /// @throws dev.spate.server.internal.http.RefusedException if the head breaks a rule
    static RequestHead parse(HttpRequest request) {
        var fields = new ArrayList<HeaderField>(request.headers().size());
        request.headers()
                .iteratorCharSequence()
                .forEachRemaining(field -> fields.add(new HeaderField(
                        field.getKey().toString(), field.getValue().toString())));
        return RequestHead.parse(
                request.protocolVersion().text(), request.method().name(), request.uri(), new HeaderFields(fields));
    }
}
