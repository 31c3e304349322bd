package dev.spate.server.internal.netty;

import dev.spate.server.ServerLimits;
import dev.spate.server.internal.http.HeadGuard;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ByteProcessor;
import java.util.List;

/// Netty's decoder, which is shown no byte of a head that the [HeadGuard] has not let pass.
///
/// Owner: the connection's event loop.
final class StrictRequestDecoder extends HttpRequestDecoder {
    private static final int MAX_CONTENT_BYTES = 8_192;

    private final HeadGuard guard;
    private final ByteProcessor watching;
    /// How many of the unread bytes the guard has seen.
    private int seen;
    private long headBytes;
    private boolean isInHead = true;
    private boolean isBroken;

    StrictRequestDecoder(ServerLimits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxHeadBytes())
                .setMaxHeaderSize(limits.maxHeadBytes())
                .setMaxChunkSize(MAX_CONTENT_BYTES)
                .setAllowDuplicateContentLengths(false)
                .setUseRfc9112TransferEncoding(true)
                .setStrictLineParsing(true));
        this.guard = new HeadGuard(limits.maxHeadBytes(), limits.maxHeadFields());
        this.watching = guard::take;
    }

    /// @return whether a head has begun and is not complete
    boolean isInsideHead() {
        return isInHead && !isBroken && !guard.isAtStart();
    }

    /// @return the bytes of all heads so far
    long headBytes() {
        return headBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (isInHead && !isBroken) {
            watch(in);
        }
        if (guard.isRefused()) {
            in.skipBytes(in.readableBytes());
            if (!isBroken) {
                isBroken = true;
                out.add(new HeadViolation(guard.problem()));
            }
            return;
        }
        int before = in.readerIndex();
        int sizeBefore = out.size();
        super.decode(ctx, in, out);
        seen = Math.max(0, seen - (in.readerIndex() - before));
        for (int index = sizeBefore; index < out.size(); index++) {
            follow(out.get(index));
        }
    }

    private void watch(ByteBuf in) {
        int from = in.readerIndex() + seen;
        int length = in.readableBytes() - seen;
        int stopped = length > 0 ? in.forEachByte(from, length, watching) : -1;
        seen = stopped < 0 ? in.readableBytes() : stopped + 1 - in.readerIndex();
    }

    private void follow(Object message) {
        if (message instanceof HttpRequest) {
            isInHead = false;
            seen = 0;
            headBytes += guard.restart();
        }
        if (message instanceof LastHttpContent) {
            isInHead = true;
        }
    }
}
