package dev.spate.hub.spi;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.wire.Event;
import dev.spate.wire.EventId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The bytes of an entry, the same in every log. The position stays outside: logs know it from where the bytes lie.
///
/// ```text
/// version          1 byte    1
/// visibility       1 byte    0 public, 1 private
/// time             varint    milliseconds of Unix time, zigzag
/// topics           varint    how many, 1 to 100; then each as a text
/// type             text      empty: the default type
/// id               text      empty: none
/// retry            varint    0: none; else milliseconds + 1
/// key              text      empty: none
/// idempotency key  text      empty: none
/// data             text
///
/// text             varint    how many bytes; then so many bytes of UTF-8
/// varint           7 bits a byte, the lowest first, bit 7 set on all but the last; at most 10 bytes
/// ```
///
/// Nothing follows the data. It comes last, so that indexes can be built from the first bytes of an entry. A lone
/// surrogate in the data is stored as U+FFFD, which is what an event stream makes of it; the other texts cannot
/// hold one. Whether bytes were changed since is for the log to find out, with a checksum: the codec only refuses
/// what cannot be an entry, and never allocates more than a small multiple of the bytes it is given.
///
/// Thread-safe: stateless.
///
/// ```java
/// byte[] bytes = EntryCodec.encode(clock.millis(), publication);
/// Entry entry = EntryCodec.decode(position, bytes);
/// ```
public final class EntryCodec {
    private static final int VERSION = 1;
    private static final int PUBLIC = 0;
    private static final int PRIVATE = 1;
    private static final int HEAD_BYTES = 64;
    private static final int TEXT_BYTES = 12;
    private static final int MAX_EXPECTED_BYTES = 1 << 20;

    private EntryCodec() {}

    /// @param timeMillis when the publication was accepted, in milliseconds of Unix time
    /// @param publication what was accepted
    /// @return its bytes
    public static byte[] encode(long timeMillis, Publication publication) {
        var event = publication.event();
        var out = new EntryWriter(expectedBytes(publication));
        out.writeByte(VERSION);
        out.writeByte(publication.visibility() == Visibility.PRIVATE ? PRIVATE : PUBLIC);
        out.writeVarint((timeMillis << 1) ^ (timeMillis >> 63));
        out.writeVarint(publication.topics().size());
        for (var topic : publication.topics()) {
            out.writeText(topic.name());
        }
        out.writeText(event.isDefaultType() ? "" : event.type());
        out.writeText(event.id().text());
        out.writeVarint(event.hasRetry() ? event.retryMillis() + 1 : 0);
        out.writeText(publication.key());
        out.writeText(publication.idempotencyKey());
        out.writeText(event.data());
        return out.toBytes();
    }

    /// Right where all is ASCII and short, which leaves room for a varint that is written at its longest.
    private static int expectedBytes(Publication publication) {
        var event = publication.event();
        long bytes = (long) HEAD_BYTES + event.data().length();
        bytes += event.id().text().length();
        bytes += publication.key().length();
        bytes += publication.idempotencyKey().length();
        for (var topic : publication.topics()) {
            bytes += (long) TEXT_BYTES + topic.name().length();
        }
        return (int) Math.min(bytes, MAX_EXPECTED_BYTES);
    }

    /// @param position where the entry stands
    /// @param bytes what [#encode(long, Publication)] gave
    /// @return the entry
    /// @throws HubException if the bytes are no entry
    public static Entry decode(Position position, byte[] bytes) {
        return decode(position, ByteBuffer.wrap(bytes));
    }

    /// @param position where the entry stands
    /// @param bytes what [#encode(long, Publication)] gave, from the buffer's position to its limit; both stay as
    ///     they are
    /// @return the entry
    /// @throws HubException if the bytes are no entry
    public static Entry decode(Position position, ByteBuffer bytes) {
        try {
            var in = new EntryReader(bytes);
            var head = head(position, in);
            var event = head.publication().event().withData(in.readText());
            if (in.remaining() > 0) {
                throw new IllegalArgumentException("entry: " + in.remaining() + " bytes too many (expected: its end)");
            }
            return new Entry(position, head.timeMillis(), with(head.publication(), event));
        } catch (IllegalArgumentException e) {
            throw damaged(position, e);
        }
    }

    /// Reads all but the data, for indexes.
    ///
    /// @param position where the entry stands
    /// @param bytes at least the bytes before the data
    /// @return the entry with empty data
    /// @throws HubException if the bytes are not the beginning of an entry
    public static Entry decodeHead(Position position, byte[] bytes) {
        return decodeHead(position, ByteBuffer.wrap(bytes));
    }

    /// Reads all but the data, for indexes.
    ///
    /// @param position where the entry stands
    /// @param bytes at least the bytes before the data, from the buffer's position to its limit; both stay as they
    ///     are
    /// @return the entry with empty data
    /// @throws HubException if the bytes are not the beginning of an entry
    public static Entry decodeHead(Position position, ByteBuffer bytes) {
        try {
            return head(position, new EntryReader(bytes));
        } catch (IllegalArgumentException e) {
            throw damaged(position, e);
        }
    }

    private static Entry head(Position position, EntryReader in) {
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("version: " + version + " (expected: " + VERSION + ")");
        }
        var visibility = visibility(in.readByte());
        long time = in.readVarint();
        var topics = topics(in);
        var type = in.readText();
        var id = new EventId(in.readText());
        long retry = in.readVarint() - 1;
        if (retry < Event.NO_RETRY) {
            throw new IllegalArgumentException("retry: " + retry + " (expected: 0 or more)");
        }
        var event = new Event(id, type, "", retry);
        var publication = new Publication(topics, event, in.readText(), visibility, in.readText());
        return new Entry(position, (time >>> 1) ^ -(time & 1), publication);
    }

    private static Visibility visibility(int value) {
        return switch (value) {
            case PUBLIC -> Visibility.PUBLIC;
            case PRIVATE -> Visibility.PRIVATE;
            default -> throw new IllegalArgumentException("visibility: " + value + " (expected: 0 or 1)");
        };
    }

    private static List<Topic> topics(EntryReader in) {
        long count = in.readVarint();
        if (count < 1 || count > Publication.MAX_TOPICS) {
            throw new IllegalArgumentException("topics: " + count + " (expected: 1 to " + Publication.MAX_TOPICS + ")");
        }
        var topics = new ArrayList<Topic>((int) count);
        for (int index = 0; index < count; index++) {
            topics.add(new Topic(in.readText()));
        }
        return topics;
    }

    private static Publication with(Publication head, Event event) {
        return new Publication(head.topics(), event, head.key(), head.visibility(), head.idempotencyKey());
    }

    private static HubException damaged(Position position, IllegalArgumentException cause) {
        return new HubException("entry " + position + ": damaged, " + cause.getMessage(), cause);
    }
}
