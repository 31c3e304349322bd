package dev.spate.hub.internal.log.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// SipHash (Aumasson, Bernstein: SipHash: a fast short-input PRF, 2012) with 64 bits, by a key of 128 bits that
/// strangers do not know, so that they can neither make two names collide nor choose where one goes in a table.
///
/// A text is hashed as its UTF-16 code units, the low byte first: that makes four of them a word, and allocates
/// nothing.
///
/// Thread-safe: immutable.
final class KeyedHash {
    /// How many bytes a key has.
    static final int KEY_BYTES = 16;

    private static final long[] START = {
        0x736f6d6570736575L, 0x646f72616e646f6dL, 0x6c7967656e657261L, 0x7465646279746573L
    };
    private static final int ROUNDS = 1;
    private static final int FINAL_ROUNDS = 3;
    private static final long FINAL = 0xFF;
    private static final int WORD_CHARS = Long.SIZE / Character.SIZE;
    private static final int LENGTH_SHIFT = 56;
    /// No topic, key or id can hold it.
    private static final char SEPARATOR = '\n';

    private final long k0;
    private final long k1;
    private final int rounds;
    private final int finalRounds;

    /// SipHash-1-3 with a key of [#KEY_BYTES] bytes.
    KeyedHash(byte[] key) {
        this(key, ROUNDS, FINAL_ROUNDS);
    }

    KeyedHash(byte[] key, int rounds, int finalRounds) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key: " + key.length + " bytes (expected: " + KEY_BYTES + ")");
        }
        var words = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN);
        this.k0 = words.getLong();
        this.k1 = words.getLong();
        this.rounds = rounds;
        this.finalRounds = finalRounds;
    }

    /// The hash of a topic's name, or of an id.
    long of(String text) {
        var state = new State(k0, k1);
        int length = text.length();
        int index = 0;
        for (; index + WORD_CHARS <= length; index += WORD_CHARS) {
            state.add(word(text, index), rounds);
        }
        return state.end(rest(text, index), (long) length * Character.BYTES, this);
    }

    /// The hash of a key.
    ///
    /// @param topic the name of the entry's canonical topic
    long of(String topic, String key) {
        var state = new State(k0, k1);
        int length = topic.length() + 1 + key.length();
        long word = 0;
        for (int index = 0; index < length; index++) {
            int inWord = index % WORD_CHARS;
            word |= (long) charAt(topic, key, index) << (inWord * Character.SIZE);
            if (inWord == WORD_CHARS - 1) {
                state.add(word, rounds);
                word = 0;
            }
        }
        return state.end(word, (long) length * Character.BYTES, this);
    }

    /// The hash of bytes.
    long of(byte[] bytes) {
        var state = new State(k0, k1);
        long word = 0;
        for (int index = 0; index < bytes.length; index++) {
            int inWord = index % Long.BYTES;
            word |= (bytes[index] & 0xFFL) << (inWord * Byte.SIZE);
            if (inWord == Long.BYTES - 1) {
                state.add(word, rounds);
                word = 0;
            }
        }
        return state.end(word, bytes.length, this);
    }

    private static long word(String text, int from) {
        return text.charAt(from)
                | ((long) text.charAt(from + 1) << Character.SIZE)
                | ((long) text.charAt(from + 2) << (2 * Character.SIZE))
                | ((long) text.charAt(from + 3) << (3 * Character.SIZE));
    }

    private static long rest(String text, int from) {
        long word = 0;
        for (int index = text.length() - 1; index >= from; index--) {
            word = (word << Character.SIZE) | text.charAt(index);
        }
        return word;
    }

    private static char charAt(String topic, String key, int index) {
        int inKey = index - topic.length() - 1;
        return inKey >= 0 ? key.charAt(inKey) : inKey == -1 ? SEPARATOR : topic.charAt(index);
    }

    /// Owner: the method that made it, and does not let it go.
    private static final class State {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        State(long k0, long k1) {
            v0 = k0 ^ START[0];
            v1 = k1 ^ START[1];
            v2 = k0 ^ START[2];
            v3 = k1 ^ START[3];
        }

        void add(long word, int rounds) {
            v3 ^= word;
            mix(rounds);
            v0 ^= word;
        }

        long end(long rest, long length, KeyedHash hash) {
            add(rest | (length << LENGTH_SHIFT), hash.rounds);
            v2 ^= FINAL;
            mix(hash.finalRounds);
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void mix(int rounds) {
            for (int round = 0; round < rounds; round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 = Long.rotateLeft(v2, 32);
            }
        }
    }
}
