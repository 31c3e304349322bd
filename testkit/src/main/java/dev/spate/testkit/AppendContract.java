package dev.spate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spate.hub.HubException;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.Retention;
import dev.spate.hub.Topic;
import dev.spate.hub.Visibility;
import dev.spate.hub.spi.Entry;
import dev.spate.hub.spi.EventLog;
import dev.spate.wire.Event;
import dev.spate.wire.EventId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The part of [EventLogContract] that is about what goes in, and what comes out of the tail.
///
/// Owner: the thread of the test.
abstract class AppendContract extends LogRoom {
    private static List<Publication> batch(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(index -> Publication.of("t" + index % 3, "d" + index))
                .toList();
    }

    @Nested
    class Appending {
        @Test
        void givesEachPublicationAPositionInTheOrderGiven() {
            var positions = append("a", "1", "2", "3");

            assertThat(positions).hasSize(3);
            assertThat(data(readAll(0, Wanted.everything()))).containsExactly("1", "2", "3");
            assertThat(readAll(0, Wanted.everything()))
                    .extracting(Entry::position)
                    .isEqualTo(positions);
        }

        @Test
        void givesAscendingOffsetsOfTheCurrentEpoch() {
            var positions = new ArrayList<Position>();
            for (int index = 0; index < 20; index++) {
                positions.addAll(append(batch(index, 1 + index % 4)));
            }

            assertThat(positions).extracting(Position::offset).isSorted().doesNotHaveDuplicates();
            assertThat(positions).allMatch(position -> position.offset() >= 1);
            assertThat(positions)
                    .extracting(Position::epoch)
                    .containsOnly(log().epochs().epochs().getLast().epoch());
        }

        @Test
        void takesBatchesThatFollowEachOtherWithoutWaiting() {
            var stages = new ArrayList<CompletionStage<List<Position>>>();
            for (int index = 0; index < 50; index++) {
                stages.add(
                        log().append(List.of(Publication.of("a", "d" + index))).durable());
            }
            stages.forEach(stage -> tail().awaitOffset(await(stage).getFirst().offset()));

            assertThat(data(tail().entries()))
                    .isEqualTo(IntStream.range(0, 50)
                            .mapToObj(index -> "d" + index)
                            .toList());
        }

        @Test
        void keepsEveryField() {
            var event = new Event(new EventId("id-1"), "price", "a\nb é 😀", 3_000);
            var topics = List.of(new Topic("a"), new Topic("é/b"));
            var publication = new Publication(topics, event, "k", Visibility.PRIVATE, "once");
            clock.advance(Duration.ofMinutes(3));

            var position = append(publication);

            var expected = new Entry(position, clock.millis(), publication);
            assertThat(readAll(0, Wanted.everything())).containsExactly(expected);
            assertThat(tail().entries()).containsExactly(expected);
        }

        @Test
        void keepsDataOfAMebibyte() {
            var data = "0123456789abcdef".repeat(65_536);

            append("a", data);

            assertThat(data(readAll(0, Wanted.everything()))).containsExactly(data);
        }

        @Test
        void refusesAnEmptyBatchAtOnce() {
            assertThatThrownBy(() -> log().append(List.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("batch: empty (expected: at least one publication)");
        }

        @Test
        void failsOnceTheLogIsClosed() {
            log().close();

            assertThat(awaitFailure(log().append(batch(0, 1)).durable())).isInstanceOf(HubException.class);
        }
    }

    @Nested
    class TailOfTheLog {
        @Test
        void handsOverEachEntryOnceInOrder() {
            for (int index = 0; index < 40; index++) {
                append(batch(index, 1 + index % 7));
            }

            assertThat(tail().entries()).isEqualTo(readAll(0, Wanted.everything()));
        }

        @Test
        void handsOverNothingThatWasThereBefore() {
            var other = open(new Retention(AGE, BYTES, EVENTS), clock);
            try {
                var before = await(other.append(batch(0, 5)).durable()).getLast();
                var recorder = new TailRecorder();

                long after = await(other.tail(recorder));
                var later = await(other.append(batch(5, 5)).durable());
                recorder.awaitOffset(later.getLast().offset());

                assertThat(after)
                        .isGreaterThanOrEqualTo(before.offset())
                        .isLessThan(later.getFirst().offset());
                assertThat(recorder.entries()).extracting(Entry::position).isEqualTo(later);
            } finally {
                other.close();
            }
        }

        @Test
        void beginsWithTheFirstEntryOfAnEmptyLog() {
            var first = append("a", "1").getFirst();

            assertThat(tail().entries()).extracting(Entry::position).containsExactly(first);
        }

        @Test
        void isAskedForOnce() {
            assertThatThrownBy(() -> log().tail(new TailRecorder())).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void whatItHandedOverIsFoundByCallsThatBeginThen() {
            var reads = new ArrayList<CompletableFuture<Boolean>>();
            var other = open(new Retention(AGE, BYTES, EVENTS), clock);
            try {
                var recorder = new TailRecorder();
                await(other.tail(entries -> {
                    entries.forEach(entry -> reads.add(isFound(other, entry)));
                    recorder.onEntries(entries);
                }));
                for (int index = 0; index < 20; index++) {
                    recorder.awaitOffset(await(other.append(batch(index, 3)).durable())
                            .getLast()
                            .offset());
                }

                assertThat(reads).hasSize(60).allMatch(read -> await(read));
            } finally {
                other.close();
            }
        }

        private CompletableFuture<Boolean> isFound(EventLog other, Entry entry) {
            boolean isWithin = other.bounds().head() >= entry.offset();
            return other.read(entry.offset() - 1, Wanted.everything(), 1, BYTES)
                    .thenApply(page -> isWithin && page.entries().equals(List.of(entry)))
                    .toCompletableFuture();
        }
    }
}
