package dev.spate.server.internal.http;

/// Reads a body of unknown length as it comes, and answers while it does.
///
/// Owner: the connection's event loop.
public interface FeedReader {
    /// The head of the answer has been written; the body follows.
    ///
    /// @param feed the way to answer, and to hold the body back
    void onOpen(Feed feed);

    /// A piece of the body.
    ///
    /// @param bytes the reader's now
    void onBytes(byte[] bytes);

    /// The body is complete.
    void onEnd();

    /// More of the answer may be written.
    void onWritable();

    /// The connection is gone, or what came was not HTTP: nothing more arrives, nothing more can be answered.
    void onBroken();
}
