package dev.spate.wire;

/// The id of an event: the text of its `id:` field, which a reader sends back as `Last-Event-ID` to go on after it.
///
/// No control character (C0, DEL, C1) and no lone surrogate can be in it: a line break would let an id write other
/// fields, and the rest would not come back as it was sent, or would end the reader's connection for good. Length
/// is not limited here. Spaces at either end are legal, but HTTP trims them from the header that brings the id
/// back.
///
/// Thread-safe: immutable.
///
/// ```java
/// Event event = Event.of("hello").withId(new EventId("42"));
/// ```
///
/// @param text the id as it stands on the wire; empty for [#NONE]
public record EventId(String text) {

    /// No id: an event with it leaves its reader's last id as it is.
    public static final EventId NONE = new EventId("");

    /// @throws IllegalArgumentException if the text holds a control character or a lone surrogate
    public EventId {
        FieldText.check("id", text);
    }

    /// Says whether the text may be an id: whether the constructor would take it. Ids of foreign servers may hold
    /// what ours may not; one that is not valid must not be put into a `Last-Event-ID` header.
    public static boolean isValid(String text) {
        return FieldText.isLegal(text);
    }

    /// Says whether this is [#NONE].
    public boolean isNone() {
        return text.isEmpty();
    }

    /// The text alone.
    @Override
    public String toString() {
        return text;
    }
}
