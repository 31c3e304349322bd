package dev.spate.hub;

import java.io.IOException;
import java.io.OutputStream;

/// The output of a stream, which cannot be hurried.
///
/// Owner: the thread that writes.
///
/// @param stream takes the bytes
record StreamOutput(OutputStream stream) implements BlockingSink.Output {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        stream.flush();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    @Override
    public void abort() {
        // Streams are not made to be closed by one thread while another writes: the writing one closes it, once it can.
    }
}
