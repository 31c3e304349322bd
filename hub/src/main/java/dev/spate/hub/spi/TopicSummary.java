package dev.spate.hub.spi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// What a log retains of one topic. Thread-safe: immutable.
///
/// @param name of the topic
/// @param entries how many entries it has
/// @param lastOffset the offset of the newest of them
public record TopicSummary(String name, long entries, long lastOffset) {
    /// The order of topics in a list: that of their bytes in UTF-8, which is that of their code points.
    public static final Comparator<String> BY_NAME = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
}
