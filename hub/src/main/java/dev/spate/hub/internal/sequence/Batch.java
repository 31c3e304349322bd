package dev.spate.hub.internal.sequence;

import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.internal.sequence.IdempotencyWindow.First;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The publications of one append, and who waits for which of them. A repeat is answered with what was known of the
/// first when it was taken in, however much is remembered and forgotten until the log answers; one whose first
/// stands in the same batch shares its fate.
///
/// Owner: the sequencer thread.
final class Batch {
    private final IdempotencyWindow idempotency;
    private final Outbox outbox;
    private final List<Publication> fresh = new ArrayList<>();
    private final List<Job> owners = new ArrayList<>();
    private final Map<IdempotencyWindow.Key, Integer> freshByKey = new HashMap<>();
    private final List<Repeat> repeats = new ArrayList<>();
    private final List<KnownRepeat> knownRepeats = new ArrayList<>();

    private record Repeat(Job job, int index) {}

    private record KnownRepeat(Job job, First first) {}

    Batch(IdempotencyWindow idempotency, Outbox outbox) {
        this.idempotency = idempotency;
        this.outbox = outbox;
    }

    void add(Job job) {
        if (job.hasKey()) {
            addKeyed(job);
        } else {
            addFresh(job);
        }
    }

    private void addKeyed(Job job) {
        var known = idempotency.find(job.key());
        if (known.isPresent()) {
            knownRepeats.add(new KnownRepeat(job, known.get()));
            return;
        }
        var earlier = freshByKey.putIfAbsent(job.key(), fresh.size());
        if (earlier == null) {
            addFresh(job);
        } else {
            repeats.add(new Repeat(job, earlier));
        }
    }

    private void addFresh(Job job) {
        fresh.add(job.publication());
        owners.add(job);
    }

    /// What is to be appended.
    List<Publication> fresh() {
        return fresh;
    }

    /// How many are answered as repeats, if the log takes what is fresh.
    int repeats() {
        return repeats.size() + knownRepeats.size();
    }

    /// How many are answered as repeats, whatever the log does.
    int knownRepeats() {
        return knownRepeats.size();
    }

    /// The log has taken what was fresh, and remembers the keys.
    ///
    /// @param positions one for each
    void answer(List<Position> positions) {
        for (int index = 0; index < fresh.size(); index++) {
            var first = first(index, positions);
            var owner = owners.get(index);
            if (owner.hasKey()) {
                idempotency.remember(owner.key(), first);
            }
            owner.reply().later(new PublishResult.Accepted(first.position(), first.id()), outbox);
        }
        for (var repeat : repeats) {
            answerRepeat(repeat.job(), first(repeat.index(), positions));
        }
        answerKnownRepeats();
    }

    /// It cannot be said whether the log has taken what was fresh.
    void refuse() {
        var failed = Job.refused(PublishResult.Reason.LOG_FAILED);
        owners.forEach(job -> job.reply().later(failed, outbox));
        repeats.forEach(repeat -> repeat.job().reply().later(failed, outbox));
        answerKnownRepeats();
    }

    private void answerKnownRepeats() {
        knownRepeats.forEach(repeat -> answerRepeat(repeat.job(), repeat.first()));
    }

    private First first(int index, List<Position> positions) {
        var position = positions.get(index);
        var own = fresh.get(index).event().id();
        return new First(position, own.isNone() ? position.text() : own.text());
    }

    private void answerRepeat(Job job, First first) {
        job.reply().later(new PublishResult.Duplicate(first.position(), first.id()), outbox);
    }
}
