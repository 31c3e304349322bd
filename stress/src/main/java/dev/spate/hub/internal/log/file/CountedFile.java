package dev.spate.hub.internal.log.file;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/// A file of nothing that counts how often it is closed. Thread-safe.
final class CountedFile implements DiskFile {
    private final AtomicInteger closings = new AtomicInteger();

    int closings() {
        return closings.get();
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }

    @Override
    public int write(ByteBuffer from, long at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer to, long at) {
        return -1;
    }

    @Override
    public void force() {}

    @Override
    public long size() {
        return 0;
    }

    @Override
    public void truncate(long size) {
        throw new UnsupportedOperationException();
    }
}
