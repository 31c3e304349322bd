package dev.spate.hub.internal.log.file;

/// The parts of an index file, in their order; [IndexHeader] draws it.
enum IndexSection {
    PLACES(4),
    TIME_FIRSTS(8),
    TIME_LATEST(8),
    TIME_STARTS(4),
    TIME_DELTAS(1),
    TOPIC_HASHES(8),
    TOPIC_STARTS(4),
    TOPIC_LASTS(4),
    POSTINGS(4),
    NAME_STARTS(4),
    NAME_TOPICS(4),
    NAMES(1),
    KEY_HASHES(8),
    KEY_BLOOM(8),
    NEWEST(8),
    ID_HASHES(8),
    ID_USES(8),
    ID_BLOOM(8),
    IDEMPOTENT(8);

    private final int valueBytes;

    IndexSection(int valueBytes) {
        this.valueBytes = valueBytes;
    }

    /// How many bytes each of its values has.
    int valueBytes() {
        return valueBytes;
    }
}
