package dev.spate.server.internal.netty;

import dev.spate.server.internal.http.BodyBudget;
import dev.spate.server.internal.http.BodyReader;
import dev.spate.server.internal.http.ContentCoding;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/// Puts a whole body together, within its own bound and that of all bodies.
///
/// Owner: the connection's event loop.
final class BodyCollector implements BodyIntake {
    private static final int MAX_FIRST_ROOM = 16_384;

    private final int maxBytes;
    private final BodyReader reader;
    private final BodyBudget budget;
    private final ByteArrayOutputStream bytes;
    private boolean isOver;

    /// @param announced the length that the head announces, 0 for none
    BodyCollector(int maxBytes, BodyReader reader, BodyBudget budget, long announced) {
        this.maxBytes = maxBytes;
        this.reader = reader;
        this.budget = budget;
        this.bytes = new ByteArrayOutputStream((int) Math.min(announced, MAX_FIRST_ROOM));
    }

    @Override
    public void take(ByteBuf content) {
        int length = content.readableBytes();
        if (isOver) {
            return;
        }
        if (length > maxBytes - bytes.size()) {
            giveUp();
            reader.onRefused(ContentCoding.tooLarge(maxBytes).problem());
        } else if (!budget.reserve(length)) {
            giveUp();
            reader.onRefused(BodyBudget.exhausted());
        } else {
            append(content, length);
        }
    }

    @Override
    public void complete() {
        if (!isOver) {
            byte[] body = bytes.toByteArray();
            giveUp();
            reader.onBody(body);
        }
    }

    @Override
    public void giveUp() {
        if (!isOver) {
            isOver = true;
            budget.release(bytes.size());
            bytes.reset();
        }
    }

    @Override
    public boolean isPaused() {
        return false;
    }

    private void append(ByteBuf content, int length) {
        byte[] piece = new byte[length];
        content.readBytes(piece);
        bytes.writeBytes(piece);
    }
}
