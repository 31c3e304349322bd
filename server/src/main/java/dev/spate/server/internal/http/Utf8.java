package dev.spate.server.internal.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads UTF-8 without forgiving anything. Thread-safe: stateless.
public final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /// @param what names the text in the refusal
    /// @param kind the kind of the refusal
    /// @param bytes the text
    /// @return the text
    /// @throws RefusedException if the bytes are not well-formed UTF-8
    public static String decode(String what, ProblemKind kind, byte[] bytes) {
        String clean = decodeClean(bytes, 0, bytes.length);
        return clean == null ? decodeStrictly(what, kind, bytes) : clean;
    }

    private static String decodeStrictly(String what, ProblemKind kind, byte[] bytes) {
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

    /// Decodes what is well-formed and holds no U+FFFD, without a decoder of its own: where Java finds something
    /// malformed it puts one there.
    ///
    /// @param bytes hold the text
    /// @param from where it begins
    /// @param to where it ends
    /// @return the text; null if it has to be looked at more closely
    public static @Nullable String decodeClean(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : null;
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
