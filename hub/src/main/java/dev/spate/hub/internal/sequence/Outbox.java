package dev.spate.hub.internal.sequence;

import dev.spate.hub.DeliveryLoop;
import dev.spate.hub.PublishResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/// The answers of one batch on their way to the loops that wait for them: each loop gets its own in one task, since
/// waking a thread costs more than answering a publication does.
///
/// Owner: the sequencer thread.
public final class Outbox {
    /// One for each loop, so there are few.
    private final List<Parcel> parcels = new ArrayList<>(4);

    /// The answers for one loop, in the order they were given.
    ///
    /// Owner: the sequencer thread until it is sent, then the loop.
    private static final class Parcel implements Runnable {
        private final DeliveryLoop loop;
        private final List<LoopReply> replies = new ArrayList<>();
        private final List<PublishResult> results = new ArrayList<>();
        private int told;

        Parcel(DeliveryLoop loop) {
            this.loop = loop;
        }

        /// One that throws is the loop's business, and does not keep the rest from being told.
        @Override
        public void run() {
            try {
                while (told < replies.size()) {
                    int next = told++;
                    replies.get(next).now(results.get(next));
                }
            } finally {
                if (told < replies.size()) {
                    loop.execute(this);
                }
            }
        }
    }

    void add(DeliveryLoop loop, LoopReply reply, PublishResult result) {
        var parcel = of(loop);
        parcel.replies.add(reply);
        parcel.results.add(result);
    }

    /// Sends what was added since the last time.
    void send() {
        for (int index = 0; index < parcels.size(); index++) {
            send(parcels.get(index));
        }
        parcels.clear();
    }

    private Parcel of(DeliveryLoop loop) {
        for (int index = 0; index < parcels.size(); index++) {
            if (parcels.get(index).loop.equals(loop)) {
                return parcels.get(index);
            }
        }
        var parcel = new Parcel(loop);
        parcels.add(parcel);
        return parcel;
    }

    private static void send(Parcel parcel) {
        try {
            parcel.loop.execute(parcel);
        } catch (RejectedExecutionException loopHasEnded) {
            // Nobody is left to be told.
        }
    }
}
