package dev.spate.hub.internal.log.file;

/// Is told where topics stand, as [PersistentEvictions#add(long, long)].
interface TopicOffsets {
    /// @param topicHash the [KeyedHash] of the topic's name
    /// @param offset the offset of one of its entries
    void add(long topicHash, long offset);
}
