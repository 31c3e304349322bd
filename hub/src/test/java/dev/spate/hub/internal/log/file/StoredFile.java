package dev.spate.hub.internal.log.file;

import java.util.ArrayList;
import java.util.List;

/// A file of a [SimulatedDisk], whatever names it has: what is read from it, what is safe, and what happened between
/// the two. Owner: the disk, which guards it.
final class StoredFile {
    private final List<Change> changes = new ArrayList<>();
    private final Bytes visible;
    private Bytes durable;
    /// Whether what is durable and what was done since is what is visible: until a force fails.
    private boolean isAsWritten = true;

    StoredFile() {
        this(new Bytes());
    }

    /// @param bytes what survived; owned by this
    StoredFile(Bytes bytes) {
        this.visible = bytes;
        this.durable = bytes.copy();
    }

    /// What reads see.
    Bytes visible() {
        return visible;
    }

    /// What a power cut leaves in any case.
    Bytes durable() {
        return durable;
    }

    /// What was done since, in order.
    List<Change> changes() {
        return changes;
    }

    void change(Change change) {
        visible.apply(change);
        changes.add(change);
    }

    void force() {
        if (isAsWritten) {
            durable = visible.copy();
        } else {
            changes.forEach(durable::apply);
        }
        changes.clear();
    }

    /// What a kernel does whose write-back failed: it holds for clean what it could not write.
    ///
    /// @param left what got through
    void forgetChanges(Bytes left) {
        durable = left;
        isAsWritten = false;
        changes.clear();
    }

    /// The medium rots, or somebody else writes to it.
    void flip(int at, int mask) {
        visible.flip(at, mask);
        if (at < durable.size()) {
            durable.flip(at, mask);
        }
    }
}
