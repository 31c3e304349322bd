package dev.spate.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A sink for a response that can only block, such as a servlet's: it writes on threads of an executor, one at a
/// time, and lets no more bytes wait than a socket would.
///
/// Life cycle: made, attached to, told whose it is, all in one task of the loop; ends with [#close()], [#abort()],
/// or by itself when the output breaks. [#ended()] says when the response is done with.
///
/// ```java
/// var sink = new BlockingSink(Output.of(response.getOutputStream()), loop, threads, 65_536);
/// loop.execute(() -> sink.belongsTo(admission.attach(sink, loop)));
/// sink.ended().toCompletableFuture().join();
/// ```
///
/// Owner: the loop. What is being written belongs to one thread of the executor until it comes back as a task of
/// the loop.
public final class BlockingSink implements EventSink {
    /// The most bytes given to the output in one call, so that progress is seen.
    private static final int SLICE_BYTES = 16 << 10;

    private final Output output;
    private final DeliveryLoop loop;
    private final Executor writers;
    private final int maxPendingBytes;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Deque<Block> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int flushed;
    private @Nullable Batch writing;
    private @Nullable Subscription subscription;
    private boolean owesCall;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        /// Nothing more will come; what waits is still to be written.
        ENDING,
        ENDED
    }

    /// A response, as far as a sink needs one. Every method but [#abort()] is called by one thread at a time, which
    /// is one of the executor's, and may block.
    public interface Output {
        /// @param bytes not to be kept, nor changed
        /// @param offset where to begin
        /// @param length how many
        /// @throws IOException if the client has gone, which ends the sink
        void write(byte[] bytes, int offset, int length) throws IOException;

        /// Lets go what was written.
        ///
        /// @throws IOException if the client has gone, which ends the sink
        void flush() throws IOException;

        /// Ends the response. Always the last call, also after [#abort()].
        ///
        /// @throws IOException if that fails, which does not matter any more
        void close() throws IOException;

        /// Ends the response at once, where that can be done: a call of [#write(byte[], int, int)] that is stuck
        /// should fail. Called on the loop, and never blocks.
        void abort();

        /// The output of a stream that nothing can hurry: if it is stuck when the subscription is aborted, the
        /// thread of the executor, and the bytes it holds, stay so until the stream's own time limit.
        ///
        /// @param stream takes the bytes; closed in the end
        /// @return its output
        static Output of(OutputStream stream) {
            return new StreamOutput(stream);
        }
    }

    /// @param output takes the bytes
    /// @param loop the loop of the subscription
    /// @param writers runs what blocks; best an executor of virtual threads
    /// @param maxPendingBytes how many bytes may wait before the sink is not writable, at least 1
    /// @throws IllegalArgumentException if that is out of range
    public BlockingSink(Output output, DeliveryLoop loop, Executor writers, int maxPendingBytes) {
        if (maxPendingBytes < 1) {
            throw new IllegalArgumentException("maxPendingBytes: " + maxPendingBytes + " (expected: >= 1)");
        }
        this.output = output;
        this.loop = loop;
        this.writers = writers;
        this.maxPendingBytes = maxPendingBytes;
    }

    /// Names the subscription that is to be told when the sink is writable again, or broken. To be called on the
    /// loop, in the task that attached the sink.
    ///
    /// @param owner what [Admission#attach(EventSink, DeliveryLoop)] returned
    public void belongsTo(Subscription owner) {
        assert loop.inLoop();
        subscription = owner;
    }

    /// The end of the response, whatever its reason. Thread-safe.
    ///
    /// @return completes, and never fails, once the output is closed. Dependents run on a thread of the executor
    public CompletionStage<Void> ended() {
        return ended.minimalCompletionStage();
    }

    @Override
    public Framing framing() {
        return Framing.PLAIN;
    }

    @Override
    public void write(Block block) {
        assert loop.inLoop();
        if (state == State.OPEN) {
            block.retain();
            waiting.add(block);
            waitingBytes += block.length();
        }
    }

    @Override
    public void flush() {
        assert loop.inLoop();
        flushed = waiting.size();
        writeMore();
    }

    @Override
    public boolean isWritable() {
        assert loop.inLoop();
        boolean isWritable = state == State.OPEN && pendingBytes() < maxPendingBytes;
        owesCall |= state == State.OPEN && !isWritable;
        return isWritable;
    }

    @Override
    public long pendingBytes() {
        return waitingBytes + (writing == null ? 0 : writing.left.get());
    }

    @Override
    public void close() {
        assert loop.inLoop();
        if (state == State.OPEN) {
            state = State.ENDING;
            flushed = waiting.size();
            writeMore();
        }
    }

    @Override
    public void abort() {
        assert loop.inLoop();
        if (state != State.ENDED) {
            output.abort();
            giveUp();
        }
    }

    private void writeMore() {
        if (writing != null || state == State.ENDED) {
            return;
        }
        if (flushed > 0) {
            var batch = nextBatch();
            writing = batch;
            hand(batch);
        } else if (state == State.ENDING) {
            state = State.ENDED;
            endOutput();
        }
    }

    /// Half of what may wait, so that the other half can be filled meanwhile.
    private Batch nextBatch() {
        var blocks = new ArrayList<Block>();
        long bytes = 0;
        while (flushed > 0) {
            var next = waiting.getFirst();
            if (bytes > 0 && bytes + next.length() > maxPendingBytes / 2) {
                break;
            }
            blocks.add(waiting.removeFirst());
            bytes += next.length();
            flushed--;
        }
        waitingBytes -= bytes;
        return new Batch(blocks, bytes);
    }

    private void hand(Batch batch) {
        try {
            writers.execute(() -> carryOut(batch));
        } catch (RejectedExecutionException e) {
            // Told in a task of its own, since it is the subscription that is writing now.
            comeBack(batch, false);
        }
    }

    /// Runs on a thread of the executor. What the output throws beyond its contract goes on to the executor.
    private void carryOut(Batch batch) {
        boolean isWhole = false;
        try {
            isWhole = batch.writeTo(output);
        } finally {
            comeBack(batch, isWhole);
        }
    }

    private void comeBack(Batch batch, boolean isWhole) {
        try {
            loop.execute(() -> written(batch, isWhole));
        } catch (RejectedExecutionException e) {
            // Without its loop the subscription is over, and nobody counts its shares any more.
            closeOutput();
        }
    }

    private void written(Batch batch, boolean isWhole) {
        writing = null;
        batch.blocks.forEach(Block::release);
        if (state == State.ENDED) {
            endOutput();
        } else if (isWhole) {
            writeMore();
            tellIfWritable();
        } else {
            isBroken();
        }
    }

    private void tellIfWritable() {
        if (owesCall && subscription != null && state == State.OPEN && pendingBytes() < maxPendingBytes) {
            owesCall = false;
            subscription.onWritable();
        }
    }

    private void isBroken() {
        giveUp();
        if (subscription != null) {
            subscription.onSinkClosed();
        }
    }

    private void giveUp() {
        state = State.ENDED;
        waiting.forEach(Block::release);
        waiting.clear();
        waitingBytes = 0;
        flushed = 0;
        if (writing == null) {
            endOutput();
        } else {
            writing.isGivenUp.set(true);
        }
    }

    private void endOutput() {
        try {
            writers.execute(this::closeOutput);
        } catch (RejectedExecutionException e) {
            output.abort();
            ended.complete(null);
        }
    }

    private void closeOutput() {
        try {
            output.close();
        } catch (IOException e) {
            // The client has gone: there is nobody to end the response for.
        } finally {
            ended.complete(null);
        }
    }

    /// What is being written. Owner: a thread of the executor; the blocks' shares go back to the loop.
    private static final class Batch {
        final List<Block> blocks;
        /// Counted down by the writing thread, read by the loop.
        final AtomicLong left;
        /// Set by the loop, read by the writing thread.
        final AtomicBoolean isGivenUp = new AtomicBoolean();

        Batch(List<Block> blocks, long bytes) {
            this.blocks = blocks;
            this.left = new AtomicLong(bytes);
        }

        /// @return whether all of it was written
        boolean writeTo(Output output) {
            try {
                for (var block : blocks) {
                    write(block, output);
                }
                output.flush();
                return !isGivenUp.get();
            } catch (IOException e) {
                return false;
            }
        }

        private void write(Block block, Output output) throws IOException {
            for (int offset = 0; offset < block.length() && !isGivenUp.get(); offset += SLICE_BYTES) {
                int length = Math.min(SLICE_BYTES, block.length() - offset);
                output.write(block.array(), offset, length);
                left.addAndGet(-length);
            }
        }
    }
}
