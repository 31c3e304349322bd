package dev.spate.hub.internal.sequence;

import dev.spate.hub.Durability;
import dev.spate.hub.Position;
import dev.spate.hub.Publication;
import dev.spate.hub.PublishResult;
import dev.spate.hub.internal.sequence.IdempotencyWindow.First;
import dev.spate.hub.spi.EventLog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The publications of one append, and what becomes of each job. A repeat is settled by what was known of the first
/// when it was taken in, however much is remembered and forgotten until the log answers; one whose first stands in
/// the same batch shares its fate.
///
/// Owner: the sequencer thread.
final class Batch {
    private static final int KNOWN = -1;

    private final List<Job> jobs;
    private final IdempotencyWindow idempotency;
    private final EventLog log;
    private final List<Publication> fresh;
    /// For each job the publication that it waits for, its own or that of its first; [#KNOWN] if it waits for none.
    private final int[] freshOf;
    /// For each publication its job.
    private final int[] owners;
    private final PublishResult[] results;
    private final Map<ScopedKey, Integer> freshByKey = new HashMap<>();
    private final Set<Durability> wanted = EnumSet.noneOf(Durability.class);

    /// @param jobs not to be changed while the batch is in use
    /// @param idempotency knows the first ones of repeats
    /// @param log tells their positions
    Batch(List<Job> jobs, IdempotencyWindow idempotency, EventLog log) {
        this.jobs = jobs;
        this.idempotency = idempotency;
        this.log = log;
        this.fresh = new ArrayList<>(jobs.size());
        this.freshOf = new int[jobs.size()];
        this.owners = new int[jobs.size()];
        this.results = new PublishResult[jobs.size()];
        for (int index = 0; index < jobs.size(); index++) {
            add(index, jobs.get(index));
        }
    }

    private void add(int index, Job job) {
        wanted.add(job.after());
        if (!job.hasKey()) {
            addFresh(index, job);
            return;
        }
        var known = idempotency.find(job.key());
        if (known.isPresent()) {
            freshOf[index] = KNOWN;
            results[index] = repeat(job, known.get());
            return;
        }
        var earlier = freshByKey.putIfAbsent(job.key(), fresh.size());
        if (earlier == null) {
            addFresh(index, job);
        } else {
            freshOf[index] = earlier;
        }
    }

    private void addFresh(int index, Job job) {
        freshOf[index] = fresh.size();
        owners[fresh.size()] = index;
        fresh.add(job.publication());
    }

    /// What is to be appended.
    List<Publication> fresh() {
        return fresh;
    }

    /// @return whether some of what is to be appended has a key
    boolean hasFreshKeys() {
        return !freshByKey.isEmpty();
    }

    /// @return whether somebody who has not been answered waits for just that
    boolean isWanted(Durability after) {
        return wanted.contains(after);
    }

    /// What became of each job. Complete once the log has taken what was fresh, or has failed.
    PublishResult[] results() {
        return results;
    }

    /// The log has taken what was fresh.
    ///
    /// @param positions one for each
    void taken(List<Position> positions) {
        for (int index = 0; index < results.length; index++) {
            if (freshOf[index] != KNOWN) {
                results[index] = result(index, positions.get(freshOf[index]));
            }
        }
    }

    /// It cannot be said whether the log has taken what was fresh: so are told those who have not been answered.
    ///
    /// @return how many those are
    int failed() {
        var failed = Job.refused(PublishResult.Reason.LOG_FAILED);
        int count = 0;
        for (int index = 0; index < results.length; index++) {
            if (freshOf[index] != KNOWN && isWanted(jobs.get(index).after())) {
                results[index] = failed;
                count++;
            }
        }
        return count;
    }

    /// Answers those who wait for just that.
    void answer(Durability after, Outbox outbox) {
        if (!wanted.remove(after)) {
            return;
        }
        for (int index = 0; index < results.length; index++) {
            var job = jobs.get(index);
            if (job.after() == after) {
                job.reply().later(results[index], outbox);
            }
        }
    }

    /// Puts the answers aside that wait for the disk.
    ///
    /// @param durable completes once all of it is there
    LateAnswers.Group putAside(CompletableFuture<List<Position>> durable) {
        var group = new LateAnswers.Group(durable);
        if (wanted.remove(Durability.DISK)) {
            for (int index = 0; index < results.length; index++) {
                var job = jobs.get(index);
                if (job.after() == Durability.DISK) {
                    group.add(job.reply(), results[index]);
                }
            }
        }
        return group;
    }

    /// What was fresh is as safe as the log is configured: repeats may come now.
    void remember(List<Position> positions) {
        for (int index = 0; index < fresh.size(); index++) {
            var owner = jobs.get(owners[index]);
            if (owner.hasKey()) {
                idempotency.remember(owner.key(), new First(positions.get(index).offset(), owner.digest()));
            }
        }
    }

    private PublishResult result(int index, Position position) {
        var job = jobs.get(index);
        int owner = owners[freshOf[index]];
        return owner == index
                ? new PublishResult.Accepted(position, id(job, position))
                : repeat(job, position, jobs.get(owner).digest());
    }

    private PublishResult repeat(Job job, First first) {
        return repeat(job, log.epochs().at(first.offset()), first.digest());
    }

    private static PublishResult repeat(Job job, Position first, long digest) {
        return job.digest() == digest
                ? new PublishResult.Duplicate(first, id(job, first))
                : Job.refused(PublishResult.Reason.KEY_REUSED);
    }

    /// The publisher's own id is the same for all that say the same.
    private static String id(Job job, Position position) {
        var own = job.publication().event().id();
        return own.isNone() ? position.text() : own.text();
    }
}
