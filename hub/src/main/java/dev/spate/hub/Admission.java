package dev.spate.hub;

/// A subscription that may begin. Give it up by doing nothing with it.
///
/// Thread-safe; to be used once.
public interface Admission {
    /// @return the position after which the stream goes on; what the subscriber may take for its last id
    Position position();

    /// Begins: writes the opening to the sink, then everything from the position on.
    ///
    /// @param sink where the bytes go
    /// @param loop the loop that the sink lives on; the caller must be on it
    /// @return the subscription. Where the hub has begun to close or is full by now, it ends at once, telling the
    ///     sink so
    /// @throws IllegalStateException if called off the loop or a second time
    Subscription attach(EventSink sink, DeliveryLoop loop);
}
