package dev.spate.hub;

/// Immutable wire bytes of a run of entries, in one framing, for everybody on one delivery loop who lacks just
/// these.
///
/// A block begins with one share, which belongs to the hub for the length of a turn. Shares are counted so that the
/// hub knows how many bytes sockets still hold; when the last one is given back, the block's carrier is closed.
///
/// Owner: the delivery loop it was made on.
public final class Block {
    private final byte[] bytes;
    private final int length;
    private final Account account;
    private int shares = 1;
    private Carrier carrier = () -> {};
    private boolean hasCarrier;

    /// @param bytes the block takes this array over; nobody writes to it again
    /// @param length how many bytes of the array count, from index 0
    /// @param account is told when the last share was given back
    public Block(byte[] bytes, int length, Account account) {
        if (length < 0 || length > bytes.length) {
            throw new IllegalArgumentException("length: " + length + " (expected: 0 to " + bytes.length + ")");
        }
        this.bytes = bytes;
        this.length = length;
        this.account = account;
    }

    /// The bytes themselves, not a copy: nobody may write to them.
    ///
    /// @return an array of which the first [#length()] bytes count
    public byte[] array() {
        return bytes;
    }

    /// @return the size in bytes, framing included
    public int length() {
        return length;
    }

    /// The form in which sinks of one kind share the bytes, such as a buffer outside the heap: made by the first
    /// sink that asks, closed with the last share.
    ///
    /// @param kind the type of the carrier
    /// @param maker makes it from this block
    /// @param <C> the type of the carrier
    /// @return the one carrier of this block
    /// @throws ClassCastException if sinks of another kind have shared this block already
    public <C extends Carrier> C carrier(Class<C> kind, CarrierMaker<C> maker) {
        if (!hasCarrier) {
            carrier = maker.make(this);
            hasCarrier = true;
        }
        return kind.cast(carrier);
    }

    /// Takes a share.
    ///
    /// @throws IllegalStateException if the last share was given back already
    public void retain() {
        if (shares <= 0) {
            throw new IllegalStateException("block: " + shares + " shares (expected: at least one)");
        }
        shares++;
    }

    /// Gives a share back.
    ///
    /// @throws IllegalStateException if the last share was given back already
    public void release() {
        if (shares <= 0) {
            throw new IllegalStateException("block: " + shares + " shares (expected: at least one)");
        }
        shares--;
        if (shares == 0) {
            carrier.close();
            account.released(this);
        }
    }

    /// @return whether a sink still holds a share beside the hub's own
    public boolean isShared() {
        return shares > 1;
    }

    /// Is told when a block's last share was given back. Called on the block's loop.
    @FunctionalInterface
    public interface Account {
        /// @param block the block that nobody holds any more
        void released(Block block);
    }

    /// Makes a carrier.
    ///
    /// @param <C> the type of the carrier
    @FunctionalInterface
    public interface CarrierMaker<C> {
        /// @param block the block to carry
        /// @return its carrier
        C make(Block block);
    }

    /// What sinks of one kind keep with a block. Closed once, on the block's loop.
    @FunctionalInterface
    public interface Carrier extends AutoCloseable {
        @Override
        void close();
    }
}
