package dev.spate.hub.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [EntryWriter] wrote, and refuses what it cannot have written. Nothing is allocated for a length
/// before that many bytes are known to be there.
///
/// Owner: the thread that made it; used once.
final class EntryReader {
    private static final int MAX_VARINT_BITS = 63;
    private static final char REPLACEMENT = '\uFFFD';

    private final ByteBuffer bytes;

    EntryReader(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    int remaining() {
        return bytes.remaining();
    }

    int readByte() {
        if (!bytes.hasRemaining()) {
            throw new IllegalArgumentException("entry: ends at byte " + bytes.position() + " (expected: more)");
        }
        return bytes.get() & 0xFF;
    }

    long readVarint() {
        long value = 0;
        for (int shift = 0; shift <= MAX_VARINT_BITS; shift += 7) {
            long next = readByte();
            if (shift == MAX_VARINT_BITS && next > 1) {
                break;
            }
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalArgumentException("number at byte " + bytes.position() + ": more than 64 bits (expected: 64)");
    }

    String readText() {
        int start = bytes.position();
        long length = readVarint();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("text at byte " + start + ": " + Long.toUnsignedString(length)
                    + " bytes (expected: at most the " + bytes.remaining() + " that follow)");
        }
        var encoded = new byte[(int) length];
        bytes.get(encoded);
        var text = new String(encoded, StandardCharsets.UTF_8);
        // Java reads what is malformed as U+FFFD, so only a text that holds one can have been malformed.
        if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(encoded, text.getBytes(StandardCharsets.UTF_8))) {
            throw new IllegalArgumentException("text at byte " + start + ": malformed (expected: UTF-8)");
        }
        return text;
    }
}
