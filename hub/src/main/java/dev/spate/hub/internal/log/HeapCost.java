package dev.spate.hub.internal.log;

/// What things take on the heap, in bytes, on a JVM with compressed references; arrays that grow by doubling are
/// counted at four thirds of what they hold. The retention by size adds these up. Thread-safe: stateless.
final class HeapCost {
    /// Where the bytes of an entry lie, its time, its marks, a reference to its topics, its part of what is left over
    /// at
    /// the end of an array.
    static final long ENTRY = 28;
    /// The offset of an entry in the postings of one topic.
    static final long POSTING = 12;

    private static final long STRING = 24 + 16 + 4;
    private static final long MAP_NODE = 32 + 8;
    private static final long RING = 24 + 32;
    private static final long TOPIC = 24 + 24;
    private static final long BOXED = 16;
    private static final long USE = 32;

    private HeapCost() {}

    /// A topic that has postings, without them.
    static long topic(String name) {
        return MAP_NODE + STRING + RING + TOPIC + characters(name);
    }

    /// A key that leads to an offset.
    static long name(String name) {
        return MAP_NODE + STRING + BOXED + characters(name);
    }

    /// An id that leads to its uses.
    static long id(String id) {
        return MAP_NODE + STRING + USE + characters(id);
    }

    private static long characters(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) > 0xFF) {
                return 2L * text.length();
            }
        }
        return text.length();
    }
}
