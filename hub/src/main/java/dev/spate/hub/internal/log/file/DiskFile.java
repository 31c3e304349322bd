package dev.spate.hub.internal.log.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// An open file of a [Disk]. Thread-safe: one thread writes, any may read what has been written.
interface DiskFile extends Closeable {
    /// Writes bytes at a place, all of them or fewer.
    ///
    /// @param from what is between its position and its limit; the position moves on by what was written
    /// @param at where in the file, at or before its end
    /// @return how many bytes were written, at least 1
    int write(ByteBuffer from, long at) throws IOException;

    /// Reads bytes from a place, all that fit or fewer.
    ///
    /// @param to is filled from its position on
    /// @param at where in the file
    /// @return how many bytes were read; -1 at the end of the file
    int read(ByteBuffer to, long at) throws IOException;

    /// Returns once every byte written before is on the disk. After a failure it is not known which are: what was
    /// written since the last success must be held for lost, and the file must not be forced again.
    void force() throws IOException;

    /// @return how many bytes the file has
    long size() throws IOException;

    /// Cuts the file off.
    void truncate(long size) throws IOException;
}
