package dev.spate.hub.internal.log.file;

import java.io.IOException;
import java.util.List;

/// The directory of one log, as the log uses it: few operations, each with a meaning after a power cut that is
/// written down here, so that a simulated one can be as hostile as a real one.
///
/// What is not forced may vanish, wholly or in any part, and in any order: bytes of a file with
/// [DiskFile#force()], names that were made, replaced or removed with [#force()]. A rename is atomic: after a cut
/// there is the old name's file or the new one's, never a mixture.
///
/// Thread-safe. Names are plain file names, without a path.
interface Disk {
    /// @return the names of the files, in no order
    List<String> names() throws IOException;

    /// Opens a file for reading and writing.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    DiskFile open(String name) throws IOException;

    /// Makes an empty file that nobody but the owner may read.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException if there is one
    DiskFile create(String name) throws IOException;

    /// Gives a file another name, in the place of one that may have it.
    void rename(String from, String to) throws IOException;

    /// Removes a name; whoever has the file open may go on reading it.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is none
    void delete(String name) throws IOException;

    /// Returns once every name that was made, replaced or removed before is on the disk as it is now.
    void force() throws IOException;

    /// @return how many bytes may still be written, roughly
    long freeBytes() throws IOException;
}
