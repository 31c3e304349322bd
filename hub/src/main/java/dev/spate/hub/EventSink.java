package dev.spate.hub;

/// Where the bytes of one subscription go. The hub calls every method on the subscription's delivery loop and
/// expects none of them to block.
///
/// The other direction is [Subscription#onWritable()] and [Subscription#onSinkClosed()], which whoever owns the
/// sink calls on that loop.
///
/// Owner: the delivery loop of its subscription.
public interface EventSink {
    /// @return how blocks have to be framed; the same answer for the whole life of the sink
    Framing framing();

    /// Takes a block. A sink that keeps it beyond the call takes a share with [Block#retain()] and gives it back
    /// with [Block#release()], on the loop, as soon as the bytes have left or are given up; what is not given back
    /// counts against [HubLimits#maxPinnedBytes()].
    ///
    /// @param block immutable bytes, shared with other sinks
    void write(Block block);

    /// Lets go what was written since the last flush.
    void flush();

    /// @return whether more may be written now. After `false`, the sink's owner calls [Subscription#onWritable()]
    ///     once it is true again
    boolean isWritable();

    /// How much of what was written has not left yet. A subscription of which this number does not fall for
    /// [HubLimits#stalledAfter()] while nothing can be written is closed.
    ///
    /// @return bytes, 0 if everything has left
    long pendingBytes();

    /// Ends the stream in good order after everything written has left. No method is called afterwards but
    /// [#abort()].
    void close();

    /// Ends the stream at once, without regard for what has not left.
    void abort();
}
