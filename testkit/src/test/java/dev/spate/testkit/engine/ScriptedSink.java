package dev.spate.testkit.engine;

import dev.spate.hub.Block;
import dev.spate.hub.EventSink;
import dev.spate.hub.Framing;
import java.nio.charset.StandardCharsets;

/// A sink that keeps nothing and does at each call what the test says, such as to throw, or to end in the midst of
/// it.
///
/// Owner: the test's thread.
final class ScriptedSink implements EventSink {
    static final Runnable NOTHING = () -> {};

    Runnable onFraming = NOTHING;
    Runnable onWrite = NOTHING;
    Runnable onFlush = NOTHING;
    Runnable onIsWritable = NOTHING;
    Runnable onPendingBytes = NOTHING;
    Runnable onClose = NOTHING;
    Runnable onAbort = NOTHING;
    boolean isWritable = true;
    boolean isClosed;
    boolean isAborted;
    private final StringBuilder text = new StringBuilder();

    /// Something that throws as a broken sink does.
    static void fail() {
        throw new IllegalStateException("sink: broken (expected: whole)");
    }

    /// What has been written.
    String text() {
        return text.toString();
    }

    @Override
    public Framing framing() {
        onFraming.run();
        return Framing.PLAIN;
    }

    @Override
    public void write(Block block) {
        onWrite.run();
        text.append(new String(block.array(), 0, block.length(), StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
        onFlush.run();
    }

    @Override
    public boolean isWritable() {
        onIsWritable.run();
        return isWritable;
    }

    @Override
    public long pendingBytes() {
        onPendingBytes.run();
        return 0;
    }

    @Override
    public void close() {
        onClose.run();
        isClosed = true;
    }

    @Override
    public void abort() {
        onAbort.run();
        isAborted = true;
    }
}
