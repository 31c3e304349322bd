package dev.spate.hub.internal.delivery;

import dev.spate.hub.internal.replay.Reading;
import org.jspecify.annotations.Nullable;

/// What a subscription needs to know beside its cursor as long as it is not LIVE. It is made when the subscription
/// begins or falls behind, and goes when it is LIVE: of those there are many.
///
/// Owner: the delivery loop of its sender.
final class Straggler {
    private final Claim claim;
    private boolean hasBegun;
    private Reading reading = new Reading.All();
    private long readingUpTo;
    private long givenBytes;
    private boolean isReplaying;
    /// The read that it waits for, or has not taken the page of.
    @Nullable
    PageRead read;

    private Straggler(Claim claim, boolean hasBegun) {
        this.claim = claim;
        this.hasBegun = hasBegun;
    }

    /// One that begins.
    static Straggler newcomer(Claim claim) {
        return new Straggler(claim, false);
    }

    /// One that has been live.
    static Straggler fallenBehind() {
        return new Straggler(Claim.AFTER_ID, true);
    }

    Claim claim() {
        return claim;
    }

    /// Whether something was looked at for it: from then on, whatever it loses it loses by being slow.
    boolean hasBegun() {
        return hasBegun;
    }

    /// Whether a page is on its way that it waits for.
    boolean isWaiting() {
        return read != null && read.page() == null;
    }

    /// What it reads in the place where it is now.
    Reading readingAt(long cursor) {
        if (cursor >= readingUpTo) {
            reading = new Reading.All();
        }
        return reading;
    }

    /// From now on it reads something else than it did.
    ///
    /// @param upTo the offset up to which it does
    void read(Reading what, long upTo) {
        reading = what;
        readingUpTo = upTo;
    }

    /// It reads the log.
    ///
    /// @return whether it does so for the first time since it is behind
    boolean beginsReplay() {
        boolean begins = !isReplaying;
        isReplaying = true;
        return begins;
    }

    /// It has been given what was next for it.
    ///
    /// @param bytes how many bytes of events that were
    void given(long bytes) {
        hasBegun = true;
        givenBytes += bytes;
    }

    /// @return how many bytes of events it has been given since it is behind
    long givenBytes() {
        return givenBytes;
    }
}
