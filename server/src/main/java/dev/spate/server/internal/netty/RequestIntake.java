package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.HeaderFields;
import dev.spate.server.internal.http.HttpVersion;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import dev.spate.server.internal.http.RefusedException;
import dev.spate.server.internal.http.RequestHead;
import dev.spate.server.internal.http.RequestTarget;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The side of an [HttpConnection] that takes in what the decoder gives: heads and pieces of bodies, one after the
/// other, as far as they may be taken.
///
/// Owner: the connection's event loop.
final class RequestIntake {
    private static final Logger LOG = LoggerFactory.getLogger(RequestIntake.class);
    private static final RequestHead UNREADABLE = new RequestHead(
            HttpVersion.HTTP_1_1, "GET", new RequestTarget("/", "", ""), "", new HeaderFields(List.of()));

    private final HttpConnection connection;
    private final Pipeline pipeline;
    private final Shared shared;
    /// What the decoder gave and could not be taken yet.
    private final ArrayDeque<Object> held = new ArrayDeque<>();

    /// The request whose body is coming in.
    private @Nullable NettyExchange receiving;
    private long requests;
    private long bodyBytes;
    private boolean isBroken;

    RequestIntake(HttpConnection connection, Pipeline pipeline) {
        this.connection = connection;
        this.pipeline = pipeline;
        this.shared = connection.shared();
    }

    /// @return how many requests have begun
    long requests() {
        return requests;
    }

    /// @return how many bytes of bodies have been taken
    long bodyBytes() {
        return bodyBytes;
    }

    /// @return the request whose body is coming in
    @Nullable
    NettyExchange receiving() {
        return receiving;
    }

    /// @return whether nothing waits to be taken
    boolean isEmpty() {
        return held.isEmpty();
    }

    /// @return whether more should be read
    boolean wantsMore() {
        return held.isEmpty() && (receiving != null ? !receiving.isPaused() : connection.mayBegin());
    }

    /// Gives a message of the decoder, which is owned here from now on.
    void offer(Object message) {
        if (isBroken) {
            ReferenceCountUtil.release(message);
        } else {
            held.add(message);
        }
    }

    /// @return whether a message could be taken
    boolean takeOne() {
        if (held.isEmpty() || !mayTake(held.element())) {
            return false;
        }
        take(held.remove());
        return true;
    }

    /// What cannot be read as HTTP is answered, after what came before it, and ends the connection.
    void refuse(Problem problem) {
        isBroken = true;
        releaseHeld();
        var exchange = new NettyExchange(connection, UNREADABLE);
        exchange.closeConnection();
        connection.begun(exchange);
        exchange.answer(problem.toAnswer());
    }

    /// Nothing will be taken any more.
    void end() {
        isBroken = true;
        receiving = null;
        releaseHeld();
    }

    private boolean mayTake(Object message) {
        boolean isContent = message instanceof HttpContent;
        return (isContent && receiving != null) ? !receiving.isPaused() : connection.mayBegin();
    }

    private void take(Object message) {
        try {
            switch (message) {
                case HeadViolation(Problem problem) -> refuse(problem);
                case HttpRequest request
                when request.decoderResult().isFailure() ->
                    refuse(Problem.of(
                            ProblemKind.MALFORMED_REQUEST, "request: unreadable (expected: HTTP/1.1 or HTTP/1.0)"));
                case HttpRequest request -> begin(request);
                case LastHttpContent last when last.decoderResult().isFailure() -> breakBody();
                case HttpContent content -> content(content);
                default -> throw new IllegalStateException("message: " + message + " (expected: HTTP)");
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void begin(HttpRequest request) {
        requests++;
        shared.counters().bytesReceived.add(pipeline.takeHeadBytes());
        RequestHead head;
        try {
            head = Heads.parse(request);
        } catch (RefusedException e) {
            refuse(e.problem());
            return;
        }
        var exchange = new NettyExchange(connection, head);
        receiving = exchange;
        connection.begun(exchange);
        try {
            shared.router().serve(exchange);
        } catch (RuntimeException e) {
            LOG.warn(
                    "request failed: method={} path={}",
                    head.method(),
                    head.target().path(),
                    e);
            exchange.answer(Problem.of(ProblemKind.INTERNAL, "request: failed (expected: an answer)")
                    .toAnswer());
        }
    }

    private void content(HttpContent content) {
        NettyExchange exchange = receiving;
        if (exchange == null) {
            return;
        }
        int length = content.content().readableBytes();
        bodyBytes += length;
        shared.counters().bytesReceived.add(length);
        exchange.content(content.content());
        if (content instanceof LastHttpContent && receiving == exchange) {
            receiving = null;
            exchange.complete();
        }
    }

    private void breakBody() {
        NettyExchange exchange = receiving;
        isBroken = true;
        if (exchange == null) {
            return;
        }
        boolean isFeeding = exchange.feed() != null;
        exchange.giveUpBody();
        if (isFeeding) {
            connection.context().close();
        } else {
            exchange.answer(
                    Problem.of(ProblemKind.MALFORMED_REQUEST, "body: broken chunks (expected: the chunked coding)")
                            .toAnswer());
        }
    }

    private void releaseHeld() {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }
}
