package dev.spate.hub.internal.log.file;

import java.io.IOException;

/// Finds out where the last segment ends of a log that was not stopped well.
///
/// ```text
///  header │ record │ record │ record │ torn or never written ...
///                   ▲                 ▲
///                   synced            end
/// ```
///
/// Every record says up to where the file was known to be on the disk when it was written. The greatest of these
/// places is `synced`: what stands before it must be readable, and if it is not, the file was damaged. What cannot be
/// read at or behind it is a write that did not come to its end, and that nobody was told of. Records that can be
/// read behind what cannot are looked at too, for what they say is on the disk.
///
/// Owner: the thread that made it; used once.
final class TailScan {
    private final String name;
    private final DiskFile file;
    private final RecordReader reader;
    private final long firstOffset;
    private long end = SegmentHeader.BYTES;
    private long synced = SegmentHeader.BYTES;
    private long next;

    TailScan(LogStore store, long firstOffset, DiskFile file) {
        this.name = LogStore.segmentName(firstOffset);
        this.file = file;
        this.firstOffset = firstOffset;
        this.reader = new RecordReader(file, store.codec());
        this.next = firstOffset;
    }

    /// @return this, with the answers
    /// @throws DamagedSegmentException if a record cannot be read that was on the disk
    TailScan run() throws IOException {
        var found = reader.read(end);
        while (found == RecordReader.Found.RECORD && reader.head().offset() == next) {
            synced = Math.max(synced, reader.head().synced());
            end += reader.bytes();
            next++;
            found = reader.read(end);
        }
        if (found != RecordReader.Found.END) {
            lookBehind();
        }
        if (synced > end) {
            throw new DamagedSegmentException(
                    name, end, next, "damaged (expected: all before byte " + synced + " to be on the disk)");
        }
        return this;
    }

    /// The offset behind the last record.
    long next() {
        return next;
    }

    long firstOffset() {
        return firstOffset;
    }

    /// Where the last record ends.
    long end() {
        return end;
    }

    /// Up to where the file is known to be on the disk; the end of a record.
    long synced() {
        return synced;
    }

    private void lookBehind() throws IOException {
        long size = file.size();
        long place = end + 1;
        while (place + RecordCodec.HEAD_BYTES <= size) {
            long last = next + (size - end) / RecordCodec.HEAD_BYTES;
            if (reader.mayBegin(place, next, last) && reader.read(place) == RecordReader.Found.RECORD) {
                synced = Math.max(synced, reader.head().synced());
                place += reader.bytes();
            } else {
                place++;
            }
        }
    }
}
