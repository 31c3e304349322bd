package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// Walks over the topics of one segment by name. Owner: the thread that asked for it.
interface TopicCursor {
    /// @return whether there is another one
    boolean hasNext();

    /// @return the next topic
    /// @throws java.util.NoSuchElementException if there is none
    TopicUse next() throws IOException;
}
