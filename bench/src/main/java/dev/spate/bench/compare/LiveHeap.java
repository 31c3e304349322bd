package dev.spate.bench.compare;

import java.util.regex.Pattern;

/// The bytes that live objects of a virtual machine take, after a full collection. Thread-safe: stateless.
final class LiveHeap {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private LiveHeap() {}

    /// Collects, and counts.
    static long measure(Workplace workplace, long pid) {
        return bytesIn(workplace.output(workplace.jdk("jcmd").toString(), Long.toString(pid), "GC.class_histogram"));
    }

    /// @param histogram as `jcmd GC.class_histogram` writes it
    static long bytesIn(String histogram) {
        var total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new CompareException(
                    "jcmd: " + histogram.lines().limit(3).toList() + " (expected: a histogram with a total)");
        }
        return Long.parseLong(total.group(1));
    }
}
