package dev.spate.hub;

/// One live attachment: matchers, grants, a cursor, and the sink that its bytes go to.
///
/// Owner: its delivery loop, unless a method says otherwise.
public interface Subscription {
    /// A random, unguessable name of this attachment. Thread-safe.
    ///
    /// @return 22 characters of base 64 for URLs
    String id();

    /// To be called on the loop when the sink takes bytes again. Does nothing after the end.
    void onWritable();

    /// To be called on the loop when the sink has gone away by itself. Does nothing after the end.
    void onSinkClosed();

    /// Ends the subscription: the client is told why, if it wants signals, and the sink is closed. Thread-safe:
    /// hops to the loop if need be. Does nothing after the end.
    ///
    /// @param reason why
    void close(CloseReason reason);
}
