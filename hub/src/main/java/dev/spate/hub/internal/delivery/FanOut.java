package dev.spate.hub.internal.delivery;

import dev.spate.hub.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings one range of the window to the live members of every audience it touches, at most so many writes at a
/// time.
///
/// ```
/// begin(entries after `from`, up to `to`)     matches each entry once, giving it to the run of each audience
///   walk(budget)                              per audience: one block of its run; per member: one write of that block
///   walk(budget) …                            goes on where the last walk stopped, until the range is done
/// ```
///
/// Between two walks members may join (their cursor is at `to` already), leave, or fall behind; see [Audience] for
/// why none is passed over or served twice.
///
/// Owner: the delivery loop of its sender.
final class FanOut {
    private final Sender sender;
    private final Audiences audiences;
    private final Tally tally;
    private final int maxBytes;
    private final List<Audience> touched = new ArrayList<>();
    private final BlockBuilder builder;
    private final Consumer<Audience> offering = this::offer;
    private @Nullable WindowEntry offered;
    private @Nullable Block block;
    private int audienceIndex;
    private int memberIndex;
    private long from;
    private long to;
    private long endBytes;
    private boolean isUnderWay;

    FanOut(Sender sender, Delivery delivery, Audiences audiences, Pinned pinned) {
        this.sender = sender;
        this.audiences = audiences;
        this.tally = delivery.tally();
        this.maxBytes = delivery.limits().maxDrainBytes();
        this.builder = new BlockBuilder(pinned);
    }

    boolean isUnderWay() {
        return isUnderWay;
    }

    /// @return the offset up to which everybody who is live has everything, as long as a range is under way
    long from() {
        return from;
    }

    /// @return the offset up to which the range reaches
    long to() {
        return to;
    }

    /// @return how many bytes the window had taken in with the last entry of the range
    long endBytes() {
        return endBytes;
    }

    /// Takes the next range out of the window.
    ///
    /// @return whether there was something in it
    boolean begin(Window.Reader reader, long after) {
        assert !isUnderWay;
        from = after;
        long bytes = 0;
        for (var entry = reader.next(); entry != null; entry = reader.next()) {
            offered = entry;
            audiences.match(entry.traits().topics(), offering);
            to = entry.offset();
            endBytes = entry.endBytes();
            isUnderWay = true;
            bytes += entry.wire().length;
            if (bytes >= maxBytes) {
                break;
            }
        }
        offered = null;
        return isUnderWay;
    }

    /// Writes to members until the range is done or the budget is spent.
    ///
    /// @return what is left of the budget
    int walk(int budget) {
        int left = budget;
        while (audienceIndex < touched.size()) {
            var audience = touched.get(audienceIndex);
            if (block == null) {
                block = blockOf(audience);
                memberIndex = audience.liveCount() - 1;
            }
            left = walkMembers(audience, block, left);
            if (memberIndex >= 0) {
                return left;
            }
            audience.clearRun();
            block.release();
            block = null;
            audienceIndex++;
        }
        touched.clear();
        audienceIndex = 0;
        isUnderWay = false;
        return left;
    }

    private int walkMembers(Audience audience, Block shared, int budget) {
        int left = budget;
        var backlog = new Backlog(shared, to, audience.lastOffset(), audience.runLength());
        int written = 0;
        memberIndex = Math.min(memberIndex, audience.liveCount() - 1);
        while (memberIndex >= 0 && left > 0) {
            var member = audience.member(memberIndex);
            memberIndex--;
            if (member.isBefore(to)) {
                written += sender.deliver(member, backlog, from) ? 1 : 0;
                left--;
            }
            memberIndex = Math.min(memberIndex, audience.liveCount() - 1);
        }
        tally.count(backlog, written);
        return left;
    }

    private Block blockOf(Audience audience) {
        audience.addRunTo(builder);
        return builder.build(audience.framing());
    }

    private void offer(Audience audience) {
        if (offered != null && audience.offer(offered)) {
            touched.add(audience);
        }
    }
}
