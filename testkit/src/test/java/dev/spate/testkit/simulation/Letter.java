package dev.spate.testkit.simulation;

import dev.spate.hub.Publication;
import java.util.ArrayList;
import java.util.List;

/// Something that a publisher publishes, perhaps again and again: its data begins with a number that nothing else has.
///
/// Owner: the simulation's thread.
final class Letter {
    final int number;
    final String principal;
    final Publication publication;
    /// Where it stands in the log, as far as it came out of its tail.
    final List<Shown> shown = new ArrayList<>();
    /// How often it came out of a log's tail.
    int timesShown;
    /// Attempts to publish it that have not been answered.
    int unanswered;
    /// Attempts that may have put it into the log, or did.
    int possible;

    Letter(int number, String principal, Publication publication) {
        this.number = number;
        this.principal = principal;
        this.publication = publication;
    }

    String data() {
        return publication.event().data();
    }

    String ownId() {
        return publication.event().id().text();
    }

    boolean hasIdempotencyKey() {
        return !publication.idempotencyKey().isEmpty();
    }

    /// Whether two say the same, and so may share an idempotency key.
    boolean isSameBody(Letter other) {
        var one = publication;
        var two = other.publication;
        return one.topics().equals(two.topics())
                && one.event().equals(two.event())
                && one.key().equals(two.key())
                && one.visibility() == two.visibility();
    }

    static int numberOf(String data) {
        int end = data.indexOf(':');
        if (end < 1) {
            return -1;
        }
        return Integer.parseInt(data.substring(0, end));
    }

    @Override
    public String toString() {
        return "letter " + number + " to " + publication.topics();
    }
}
