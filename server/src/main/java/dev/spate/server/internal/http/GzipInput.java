package dev.spate.server.internal.http;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Undoes the content coding `gzip` (RFC 1952) piece by piece: compressed bytes are offered as they come, and as
/// much is inflated as the caller has room for, so that a bomb never gets further than its reader wants. Members
/// may follow one another; header checksums are not checked, the trailers are.
///
/// Owner: the connection's event loop. To be closed: it holds memory outside the heap.
public final class GzipInput implements AutoCloseable {
    private static final int TRAILER_BYTES = 8;

    private final GzipHeader header = new GzipHeader();
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] trailer = new byte[TRAILER_BYTES];
    private int trailerBytes;
    private int members;
    private byte[] input = {};
    private int at;
    private State state = State.HEADER;

    private enum State {
        /// Reading a member's header; if nothing of it has come, the input may end here.
        HEADER,
        BODY,
        TRAILER
    }

    /// Offers more. Only once [#inflate(byte[])] has returned 0.
    ///
    /// @param bytes compressed; nobody writes to them any more
    public void offer(byte[] bytes) {
        if (at != input.length || (state == State.BODY && !inflater.needsInput())) {
            throw new IllegalStateException("gzip: " + (input.length - at) + " bytes left (expected: none)");
        }
        input = bytes;
        at = 0;
        if (state == State.BODY) {
            feedInflater();
        }
    }

    /// Inflates what was offered.
    ///
    /// @param room takes the bytes
    /// @return how many were put into the room; 0 if more input is needed
    /// @throws RefusedException if the input is not gzip, or its checksum is wrong
    public int inflate(byte[] room) {
        while (true) {
            switch (state) {
                case HEADER -> {
                    if (!readHeader()) {
                        return 0;
                    }
                }
                case BODY -> {
                    int count = readBody(room);
                    if (count > 0 || state == State.BODY) {
                        return count;
                    }
                }
                case TRAILER -> {
                    if (!readTrailer()) {
                        return 0;
                    }
                }
            }
        }
    }

    /// @return whether the input may end here
    public boolean isComplete() {
        return state == State.HEADER && header.isAtStart() && at == input.length && members > 0;
    }

    @Override
    public void close() {
        inflater.end();
    }

    private boolean readHeader() {
        while (at < input.length) {
            if (header.take(input[at++])) {
                state = State.BODY;
                feedInflater();
                return true;
            }
        }
        return false;
    }

    private void feedInflater() {
        inflater.setInput(input, at, input.length - at);
        at = input.length;
    }

    private int readBody(byte[] room) {
        try {
            int count = inflater.inflate(room);
            crc.update(room, 0, count);
            if (inflater.finished()) {
                at = input.length - inflater.getRemaining();
                state = State.TRAILER;
            } else if (inflater.needsDictionary()) {
                throw broken("a preset dictionary");
            }
            return count;
        } catch (DataFormatException _) {
            throw broken("bytes that are not deflate");
        }
    }

    private boolean readTrailer() {
        while (trailerBytes < TRAILER_BYTES && at < input.length) {
            trailer[trailerBytes++] = input[at++];
        }
        if (trailerBytes < TRAILER_BYTES) {
            return false;
        }
        if (littleEndian(0) != crc.getValue() || littleEndian(4) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw broken("a wrong checksum");
        }
        members++;
        trailerBytes = 0;
        crc.reset();
        inflater.reset();
        header.restart();
        state = State.HEADER;
        return true;
    }

    private long littleEndian(int from) {
        long value = 0;
        for (int index = 3; index >= 0; index--) {
            value = (value << 8) | (trailer[from + index] & 0xff);
        }
        return value;
    }

    static RefusedException broken(String what) {
        return new RefusedException(ProblemKind.BAD_BODY, "body: " + what + " (expected: gzip, as announced)");
    }
}
