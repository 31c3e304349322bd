package dev.spate.server.internal.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads UTF-8 without forgiving anything. Thread-safe: stateless.
public final class Utf8 {
    private Utf8() {}

    /// @param what names the text in the refusal
    /// @param kind the kind of the refusal
    /// @param bytes the text
    /// @return the text
    /// @throws RefusedException if the bytes are not well-formed UTF-8
    public static String decode(String what, ProblemKind kind, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return decoder.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new RefusedException(
                    kind,
                    what + ": byte 0x%02x at %d (expected: UTF-8)".formatted(bytes[firstBad(bytes)], firstBad(bytes)));
        }
    }

    private static int firstBad(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(1024);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return Math.min(in.position(), bytes.length - 1);
    }
}
