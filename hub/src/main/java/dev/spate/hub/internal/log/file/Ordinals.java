package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// Ordinals that ascend.
interface Ordinals {
    /// @return the ordinal at an index, counted from 0
    int get(int index) throws IOException;
}
