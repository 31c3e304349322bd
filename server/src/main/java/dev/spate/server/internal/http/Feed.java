package dev.spate.server.internal.http;

/// The answering side of a [FeedReader].
///
/// Owner: the connection's event loop.
public interface Feed {
    /// @param bytes the next piece of the answer
    void write(byte[] bytes);

    /// Lets go what was written.
    void flush();

    /// @return whether more may be written now; [FeedReader#onWritable()] tells when it may be again
    boolean isWritable();

    /// Reads no more of the body until [#resume()]. A piece that has been read already may still come.
    void pause();

    /// Reads on.
    void resume();

    /// Ends the answer. If the body has not come to its end, the connection is closed.
    void end();
}
