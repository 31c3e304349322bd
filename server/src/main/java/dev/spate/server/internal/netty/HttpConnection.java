package dev.spate.server.internal.netty;

import dev.spate.hub.Admission;
import dev.spate.hub.Framing;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.HttpVersion;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.ProblemKind;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection on which requests come and are answered in order, several at a time if the client does not wait. It
/// ends as a [SocketStream] or [StreamConnection], as a [LingeringClose], or with the channel.
///
/// Everything that happens ends in [#pump()], which does what can be done by now: write the answers that are due,
/// take the messages that may be taken, and read on or not.
///
/// Owner: the connection's event loop.
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final NettyLoop loop;
    private final Shared shared;
    private final ConnectionGate.Ticket ticket;
    private final Pipeline pipeline;
    private final Deadlines deadlines;
    private final RequestIntake intake;
    /// Requests without an answer, the oldest first.
    private final ArrayDeque<NettyExchange> unanswered = new ArrayDeque<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable ResponseWriter writer;
    private boolean isPumping;
    private boolean isInputClosed;
    private boolean isFinishing;
    private boolean isDetached;

    HttpConnection(NettyLoop loop, Shared shared, ConnectionGate.Ticket ticket, Pipeline pipeline) {
        this.loop = loop;
        this.shared = shared;
        this.ticket = ticket;
        this.pipeline = pipeline;
        this.deadlines = new Deadlines(shared.limits(), shared.ticker().nanos());
        this.intake = new RequestIntake(this, pipeline);
    }

    NettyLoop loop() {
        return loop;
    }

    Shared shared() {
        return shared;
    }

    Optional<Problem> overLimit() {
        return ticket.overLimit();
    }

    ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        writer = new ResponseWriter(ctx, loop, shared);
        loop.add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (isDetached) {
            ReferenceCountUtil.release(message);
            return;
        }
        intake.offer(message);
        pump();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!isDetached) {
            writer().flushIfPlanned();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        NettyExchange first = unanswered.peek();
        FeedIntake feed = first == null ? null : first.feed();
        if (feed != null && ctx.channel().isWritable()) {
            feed.onWritable();
        }
        pump();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            isInputClosed = true;
            pump();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!isDetached) {
            LOG.debug("connection closed: channel={} requests={}", ctx.channel().id(), intake.requests());
            detach();
            ticket.leave();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection broke: channel={}", ctx.channel().id(), cause);
        } else {
            LOG.warn("connection failed: channel={}", ctx.channel().id(), cause);
        }
        ctx.close();
    }

    /// Closes now if nothing is under way, otherwise after the next answer.
    void finish() {
        isFinishing = true;
        pump();
    }

    /// Looks whether what is under way takes too long.
    void onTick(long now) {
        Deadlines.Phase phase = phase();
        long progress = switch (phase) {
            case BODY, FEED -> intake.bodyBytes();
            case STALLED -> context().channel().bytesBeforeWritable();
            case FRESH, HEAD, ANSWERING, IDLE -> intake.requests();
        };
        if (deadlines.isOverdue(now, phase, progress)) {
            expire(phase);
        }
    }

    /// Writes what is due, takes what may be taken, and reads on or not.
    void pump() {
        if (isPumping || isDetached) {
            return;
        }
        isPumping = true;
        try {
            do {
                writeDue();
            } while (!isDetached && intake.takeOne());
        } finally {
            isPumping = false;
        }
        if (!isDetached) {
            closeIfDone();
        }
        if (!isDetached) {
            context().channel().config().setAutoRead(intake.wantsMore());
        }
    }

    /// A request has begun; it will be answered after those that have begun before it.
    void begun(NettyExchange exchange) {
        unanswered.add(exchange);
    }

    /// @return whether a further request may begin
    boolean mayBegin() {
        NettyExchange last = unanswered.peekLast();
        return unanswered.size() < shared.limits().maxPipelined()
                && (last == null || last.letsOthersBegin())
                && context().channel().isWritable();
    }

    /// Answers with an event stream: from here on this connection is a [SocketStream], or a [StreamConnection] where
    /// the socket cannot be taken out of its channel.
    void openStream(NettyExchange exchange, List<HeaderField> fields, Admission admission) {
        Channel channel = context().channel();
        if (isInputClosed) {
            channel.close();
            return;
        }
        Framing framing = exchange.head().version() == HttpVersion.HTTP_1_0 ? Framing.PLAIN : Framing.CHUNKED;
        LOG.debug(
                "stream begins: channel={} path={}",
                channel.id(),
                exchange.head().target().path());
        context().flush();
        if (Handover.isPossible(channel)) {
            byte[] head = writer().headOfStream(exchange, fields);
            detach();
            Handover.begin(
                    channel,
                    pipeline,
                    ticket,
                    fd -> new SocketStream(fd, loop, framing, ticket).begin(head, admission));
        } else {
            writer().open(exchange, fields);
            detach();
            beginOnChannel(new StreamConnection(channel, loop, shared, framing, ticket), admission);
        }
    }

    /// Answers piece by piece while the body comes in.
    void openFeed(NettyExchange exchange, List<HeaderField> fields, FeedIntake feed) {
        if (exchange.head().version() == HttpVersion.HTTP_1_0) {
            exchange.closeConnection();
        }
        writer().open(exchange, fields);
        feed.open();
    }

    /// The answer to a feed has been written.
    void endFeed(NettyExchange exchange) {
        unanswered.remove(exchange);
        ChannelFuture last = writer().end();
        if (closes(exchange)) {
            linger(last);
        } else {
            pump();
        }
    }

    private void beginOnChannel(StreamConnection stream, Admission admission) {
        Channel channel = context().channel();
        pipeline.becomes(stream);
        channel.config().setAutoRead(true);
        try {
            stream.attached(admission.attach(stream, loop));
            stream.flush();
        } catch (RuntimeException e) {
            LOG.warn("stream failed: channel={}", channel.id(), e);
            channel.close();
        }
    }

    private ResponseWriter writer() {
        return Objects.requireNonNull(writer);
    }

    private void writeDue() {
        boolean isDue = true;
        while (isDue && !isDetached && !unanswered.isEmpty()) {
            isDue = writeFirst(unanswered.element());
        }
    }

    /// @return whether the next one may be due too
    private boolean writeFirst(NettyExchange first) {
        if (first.takeContinue() && first.answer() == null) {
            writer().proceed();
        }
        Answer answer = first.answer();
        if (answer != null) {
            unanswered.remove();
            write(first, answer);
            return true;
        }
        Runnable opening = first.takeOpening();
        if (opening != null) {
            opening.run();
        }
        return false;
    }

    private void write(NettyExchange exchange, Answer answer) {
        if (closes(exchange)) {
            exchange.end();
            linger(writer().last(exchange, answer));
        } else {
            writer().keep(exchange, answer);
        }
    }

    /// Where the server is the one who wants to end it, answers that are still to come are waited for.
    private boolean closes(NettyExchange exchange) {
        boolean isUnwanted = ticket.overLimit().isPresent()
                || isFinishing
                || shared.isDraining().getAsBoolean();
        return exchange.closesConnection() || (isUnwanted && unanswered.isEmpty());
    }

    private void linger(ChannelFuture last) {
        var lingering = new LingeringClose(context().channel(), shared, ticket);
        detach();
        pipeline.becomes(lingering);
        if (isInputClosed) {
            lingering.closeAfter(loop, last);
        } else {
            lingering.begin(loop, last);
        }
    }

    private void closeIfDone() {
        boolean isReceiving = intake.receiving() != null;
        boolean isStuck = isInputClosed && intake.isEmpty() && isReceiving;
        boolean isIdle = unanswered.isEmpty() && intake.isEmpty() && !isReceiving;
        if (isStuck) {
            context().close();
        } else if (isIdle && (isInputClosed || isFinishing)) {
            linger(context().write(Unpooled.EMPTY_BUFFER));
        }
    }

    private Deadlines.Phase phase() {
        NettyExchange receiving = intake.receiving();
        if (!context().channel().isWritable()) {
            return Deadlines.Phase.STALLED;
        }
        if (receiving != null && !receiving.isPaused()) {
            return receiving.feed() == null ? Deadlines.Phase.BODY : Deadlines.Phase.FEED;
        }
        if (!unanswered.isEmpty()) {
            return Deadlines.Phase.ANSWERING;
        }
        if (pipeline.isInsideHead()) {
            return Deadlines.Phase.HEAD;
        }
        return intake.requests() == 0 ? Deadlines.Phase.FRESH : Deadlines.Phase.IDLE;
    }

    private void expire(Deadlines.Phase phase) {
        NettyExchange receiving = intake.receiving();
        if (phase == Deadlines.Phase.HEAD) {
            intake.refuse(Problem.of(ProblemKind.REQUEST_TIMEOUT, "head: incomplete (expected: in time)"));
        } else if (phase == Deadlines.Phase.BODY && receiving != null) {
            receiving.answer(Problem.of(ProblemKind.REQUEST_TIMEOUT, "body: incomplete (expected: in time)")
                    .toAnswer());
        } else {
            context().close();
        }
    }

    /// This handler has done its part: the channel is closed, or another one takes over.
    private void detach() {
        isDetached = true;
        loop.remove(this);
        intake.end();
        unanswered.forEach(NettyExchange::end);
        unanswered.clear();
    }
}
