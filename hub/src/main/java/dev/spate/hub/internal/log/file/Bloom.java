package dev.spate.hub.internal.log.file;

/// A Bloom filter of keyed hashes: says of a hash that was added always, and of another seldom, that it may have
/// been. With 10 bits a hash it errs for about 1 of 100; a filter is never larger than [#MAX_BYTES], so from some
/// 840,000 hashes on it has fewer bits for each and errs more often (at 1,500,000 for about 7 of 100).
///
/// Owner: whoever builds it; thread-safe once it is built.
final class Bloom {
    /// The most memory a filter takes.
    static final int MAX_BYTES = 1 << 20;

    private static final int BITS_A_HASH = 10;
    private static final double LN2 = Math.log(2);
    private static final long STEP = 0x9E37_79B9_7F4A_7C15L;

    private final long[] words;
    private final int probes;

    Bloom(long[] words, int probes) {
        this.words = words;
        this.probes = probes;
    }

    /// An empty filter for so many hashes.
    static Bloom sized(int hashes) {
        int words = words(hashes);
        double bitsAHash = hashes == 0 ? 0 : (double) words * Long.SIZE / hashes;
        return new Bloom(new long[words], Math.clamp(Math.round(bitsAHash * LN2), 1, BITS_A_HASH));
    }

    static int words(int hashes) {
        long words = ((long) hashes * BITS_A_HASH + Long.SIZE - 1) / Long.SIZE;
        return (int) Math.min(words, MAX_BYTES / Long.BYTES);
    }

    void add(long hash) {
        long probe = hash;
        for (int count = 0; count < probes; count++) {
            long bit = bit(probe);
            words[(int) (bit / Long.SIZE)] |= 1L << bit;
            probe += step(hash);
        }
    }

    boolean mayHave(long hash) {
        if (words.length == 0) {
            return false;
        }
        long probe = hash;
        for (int count = 0; count < probes; count++) {
            long bit = bit(probe);
            if ((words[(int) (bit / Long.SIZE)] & (1L << bit)) == 0) {
                return false;
            }
            probe += step(hash);
        }
        return true;
    }

    int probes() {
        return probes;
    }

    int words() {
        return words.length;
    }

    long word(int index) {
        return words[index];
    }

    /// The hash as a fraction of 2^64, of all bits.
    private long bit(long probe) {
        return Math.unsignedMultiplyHigh(probe, (long) words.length * Long.SIZE);
    }

    private static long step(long hash) {
        return (hash * STEP) | 1;
    }
}
