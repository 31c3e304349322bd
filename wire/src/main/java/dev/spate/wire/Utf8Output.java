package dev.spate.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/// A growing array of bytes to which text is appended as UTF-8.
///
/// Text goes through an array of characters of its own to the JDK's encoder, both used again and again: that is
/// several times faster than a loop over the characters of the string, and makes no garbage as `String.getBytes`
/// does.
///
/// Owner: the encoder that made it.
final class Utf8Output {

    /// The largest array that every JVM can allocate.
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    /// Room for a surrogate pair: what remains of a chunk is at most half of one.
    private static final int MIN_CHUNK_CHARS = 2;

    private static final int MAX_CHUNK_CHARS = 512;
    private static final int MAX_BYTES_PER_CHAR = 3;
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(UTF_8);

    private final int initialBytes;
    private final int maxRetainedBytes;
    private final CharBuffer chunk;
    private final CharsetEncoder encoder =
            UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE).replaceWith(REPLACEMENT);

    private ByteBuffer bytes;

    /// @param maxRetainedBytes an array that has grown beyond this is given up by [#clear]
    Utf8Output(int initialBytes, int maxRetainedBytes) {
        this.initialBytes = initialBytes;
        this.maxRetainedBytes = maxRetainedBytes;
        this.chunk = CharBuffer.allocate(Math.max(MIN_CHUNK_CHARS, Math.min(initialBytes, MAX_CHUNK_CHARS)));
        this.bytes = ByteBuffer.allocate(initialBytes);
    }

    int size() {
        return bytes.position();
    }

    byte[] copy() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes.array(), 0, target, offset, bytes.position());
    }

    void clear() {
        bytes.clear();
        if (bytes.capacity() > maxRetainedBytes) {
            bytes = ByteBuffer.allocate(initialBytes);
        }
    }

    void append(char ascii) {
        reserve(1);
        bytes.put((byte) ascii);
    }

    void append(byte[] source) {
        reserve(source.length);
        bytes.put(source);
    }

    /// Appends the characters from one index to another; U+FFFD in place of a surrogate without its other half.
    void append(String text, int from, int to) {
        encoder.reset();
        reserve((long) to - from);
        int at = from;
        while (at < to) {
            int end = Math.min(at + chunk.capacity(), to);
            chunk.clear();
            text.getChars(at, end, chunk.array(), 0);
            chunk.limit(end - at);
            encodeChunk(end == to);
            at = end - chunk.remaining();
        }
    }

    /// Encodes the chunk; the first half of a pair remains if it is not the last one.
    private void encodeChunk(boolean isLast) {
        while (encoder.encode(chunk, bytes, isLast).isOverflow()) {
            reserve((long) MAX_BYTES_PER_CHAR * chunk.remaining());
        }
    }

    private void reserve(long more) {
        if (more > bytes.remaining()) {
            grow(bytes.position() + more);
        }
    }

    private void grow(long needed) {
        if (needed > MAX_BYTES) {
            throw new IllegalStateException("size in bytes: " + needed + " (expected: <= " + MAX_BYTES + ")");
        }
        long capacity = Math.max(needed, Math.min(bytes.capacity() * 2L, MAX_BYTES));
        bytes = ByteBuffer.allocate((int) capacity).put(bytes.flip());
    }
}
