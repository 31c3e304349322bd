package dev.spate.hub.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Topic;
import dev.spate.hub.spi.EntryCodec;
import dev.spate.wire.Event;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BodyTest {
    private static final Publication ONE =
            Publication.of("t", "data").withType("e").withId("i").withKey("k").withIdempotencyKey("first");

    @Test
    void theIdempotencyKeyIsNoPartOfIt() {
        assertThat(Body.digest(ONE)).isEqualTo(Body.digest(ONE.withIdempotencyKey("second")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void everythingElseIs(Publication other) {
        assertThat(Body.digest(other)).isNotEqualTo(Body.digest(ONE));
    }

    static Stream<Publication> others() {
        return Stream.of(
                Publication.of("u", "data").withType("e").withId("i").withKey("k"),
                Publication.of(List.of(new Topic("t"), new Topic("u")), Event.of("data"))
                        .withType("e")
                        .withId("i")
                        .withKey("k"),
                Publication.of("t", "date").withType("e").withId("i").withKey("k"),
                ONE.withType("f"),
                ONE.withId("j"),
                ONE.withKey("l"),
                ONE.withKey(""),
                ONE.asPrivate(),
                new Publication(
                        ONE.topics(),
                        new Event(ONE.event().id(), "e", "data", 0),
                        ONE.key(),
                        ONE.visibility(),
                        ONE.idempotencyKey()));
    }

    @ParameterizedTest
    @MethodSource("publications")
    void theEntryHasTheSame(Publication publication) {
        var entry = EntryCodec.decode(new Position(1, 17), EntryCodec.encode(1_234, publication));

        assertThat(Body.digest(entry.publication())).isEqualTo(Body.digest(publication));
    }

    static Stream<Publication> publications() {
        return Stream.concat(
                others(),
                Stream.of(
                        Publication.of("t", "\uD800 alone, \uD83C\uDF0A in a pair"),
                        Publication.of("t", "").withType("message"),
                        Publication.of("t", "a\r\nb\nc\n")));
    }
}
