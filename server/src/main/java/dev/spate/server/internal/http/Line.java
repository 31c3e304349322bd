package dev.spate.server.internal.http;

import java.util.Arrays;

/// A line of a body: a part of an array that it shares with other lines. Thread-safe: immutable; nobody writes to the
/// bytes.
///
/// @param bytes holds the line, and other things
/// @param from where it begins
/// @param to where it ends, its own line end left out
@SuppressWarnings("ArrayRecordComponent") // lines are read, never compared; the array is not copied on purpose
public record Line(byte[] bytes, int from, int to) {
    /// @param bytes nobody writes to them any more
    /// @return the line that all of them are
    public static Line of(byte[] bytes) {
        return new Line(bytes, 0, bytes.length);
    }

    /// @return how many bytes it has
    public int length() {
        return to - from;
    }

    /// @return a copy of its bytes
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
