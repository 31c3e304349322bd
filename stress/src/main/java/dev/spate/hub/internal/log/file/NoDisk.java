package dev.spate.hub.internal.log.file;

import java.util.List;

/// A disk that nobody is to touch. Thread-safe: immutable.
final class NoDisk implements Disk {
    @Override
    public List<String> names() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DiskFile open(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DiskFile create(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rename(String from, String to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void force() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long freeBytes() {
        throw new UnsupportedOperationException();
    }
}
