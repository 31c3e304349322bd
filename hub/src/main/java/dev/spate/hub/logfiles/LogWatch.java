package dev.spate.hub.logfiles;

/// Is told what goes on while the files of a log are read, on the thread that reads them.
public interface LogWatch {
    /// @param doneBytes how much has been read
    /// @param allBytes of how much
    void onProgress(long doneBytes, long allBytes);

    /// @param finding what was found
    void onFinding(Finding finding);
}
