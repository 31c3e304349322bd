package dev.spate.hub.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spate.hub.internal.sequence.IdempotencyWindow.First;
import java.util.LinkedHashMap;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTableTest {
    private final Random random = new Random();

    @Test
    void findsWhatWasAddedAndNothingElse() {
        var table = new KeyTable(random);
        table.add(key(1), new First(17, 23), 5);

        long slot = table.find(key(1));

        assertThat(table.offset(slot)).isEqualTo(17);
        assertThat(table.digest(slot)).isEqualTo(23);
        assertThat(table.oldestTime()).isEqualTo(5);
        assertThat(table.find(key(2))).isEqualTo(KeyTable.ABSENT);
    }

    @Test
    void doesWhatAMapInOrderDoes() {
        long seed = random.nextLong();
        var chance = new Random(seed);
        var table = new KeyTable(new Random(seed));
        var oracle = new LinkedHashMap<ScopedKey, First>();

        for (int step = 0; step < 200_000; step++) {
            // More is added than removed in the first half, and less in the second.
            boolean grows = chance.nextInt(100) < (step < 100_000 ? 60 : 40);
            if (grows) {
                var key = key(step);
                table.add(key, new First(step, -step), step);
                oracle.put(key, new First(step, -step));
            } else if (!oracle.isEmpty()) {
                table.removeOldest();
                oracle.pollFirstEntry();
            }
            assertThat(table.size()).as("seed %d", seed).isEqualTo(oracle.size());
            var asked = key(chance.nextInt(step + 1));
            assertThat(found(table, asked)).as("seed %d, step %d", seed, step).isEqualTo(oracle.get(asked));
        }
    }

    @Test
    void keysThatMeetAreFoundAfterThoseBeforeThemHaveGone() {
        // With such a random everything belongs into the first bucket.
        var meeting = new KeyTable(new Random() {
            @Override
            public long nextLong() {
                return 1;
            }
        });
        for (int number = 0; number < 40; number++) {
            meeting.add(new ScopedKey(0, number), new First(number, 0), 0);
        }
        for (int gone = 0; gone < 39; gone++) {
            meeting.removeOldest();

            for (int number = 0; number < 40; number++) {
                var found = found(meeting, new ScopedKey(0, number));
                assertThat(found).isEqualTo(number <= gone ? null : new First(number, 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 174_763, 262_144, 349_524, 349_526, 500_000})
    void takesNoMoreBytesAKeyThanItSays(int keys) {
        var table = new KeyTable(random);
        for (int number = 0; number < keys; number++) {
            table.add(key(number), new First(number, 0), 0);
        }

        assertThat((double) table.heldBytes() / keys).isBetween(45.9, 52.9);
    }

    @Test
    void givesItsChunksBackWhenTheyAreEmpty() {
        var table = new KeyTable(random);
        for (int number = 0; number < 100_000; number++) {
            table.add(key(number), new First(number, 0), 0);
        }
        long full = table.heldBytes();

        for (int number = 0; number < 99_999; number++) {
            table.removeOldest();
        }

        assertThat(table.heldBytes()).isLessThan(full - 3_800_000);
        assertThat(found(table, key(99_999))).isEqualTo(new First(99_999, 0));
    }

    private static @Nullable First found(KeyTable table, ScopedKey key) {
        long slot = table.find(key);
        return slot == KeyTable.ABSENT ? null : new First(table.offset(slot), table.digest(slot));
    }

    private static ScopedKey key(int number) {
        return ScopedKey.of("ann", "key " + number);
    }
}
