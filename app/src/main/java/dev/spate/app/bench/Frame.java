package dev.spate.app.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The bytes that publish one event of a topic, ready but for the stamp, which has a fixed width.
///
/// Owner: the publishing thread.
final class Frame {
    /// Is filled with the stamp; no template has it by chance.
    private static final String BLANK = "\u0001".repeat(Stamp.BYTES);

    private final byte[] bytes;
    private final int[] places;

    private Frame(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        String bytewise = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Integer> found = new ArrayList<>();
        for (int at = bytewise.indexOf(BLANK); at >= 0; at = bytewise.indexOf(BLANK, at + Stamp.BYTES)) {
            found.add(at);
        }
        this.places = found.stream().mapToInt(Integer::intValue).toArray();
    }

    /// A request of its own.
    static Frame request(Endpoint endpoint, String topic, int size) {
        String body = body(endpoint, topic, size);
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        byte[] head = endpoint.head(topic, "Content-Length: " + length + "\r\n");
        return new Frame(new String(head, StandardCharsets.UTF_8) + body);
    }

    /// A line of a feed, as a chunk of its body.
    static Frame line(Endpoint endpoint, String topic, int size) {
        String body = body(endpoint, topic, size);
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return new Frame(Integer.toHexString(length) + "\r\n" + body + "\r\n");
    }

    int size() {
        return bytes.length;
    }

    void write(ByteBuffer to, Stamp stamp, long mark, long intendedNanos) {
        for (int place : places) {
            stamp.write(bytes, place, mark, intendedNanos);
        }
        to.put(bytes);
    }

    private static String body(Endpoint endpoint, String topic, int size) {
        return endpoint.bodyFor(topic, BLANK + "x".repeat(size - Stamp.BYTES));
    }
}
