package dev.spate.hub.internal.delivery;

import dev.spate.hub.Framing;
import dev.spate.hub.Topic;
import dev.spate.hub.internal.topic.SubscriptionIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The audiences of one sender: found by what a subscription is to get, and by topic. An audience is there as long
/// as somebody is in it.
///
/// Owner: the delivery loop of its sender.
final class Audiences {
    private final SubscriptionIndex<Audience> index = new SubscriptionIndex<>();
    /// By text, which is comparable: strangers choose the filters, and could make a map by hashes slow.
    private final Map<String, Audience> byText = new HashMap<>();

    /// Counts a subscription into the audience of its kind.
    Audience enter(Filter filter, Framing framing) {
        var audience = byText.computeIfAbsent(framing + filter.text(), text -> begin(text, filter, framing));
        audience.enter();
        return audience;
    }

    /// Counts a subscription out.
    ///
    /// @return whether its audience has gone with it
    boolean leave(Audience audience) {
        boolean isOver = audience.leave();
        if (isOver) {
            byText.remove(audience.text());
            index.remove(audience.filter().matchers(), audience);
        }
        return isOver;
    }

    /// Calls back for every audience that one of the topics is for, perhaps several times.
    void match(List<Topic> topics, Consumer<Audience> found) {
        index.match(topics, found);
    }

    /// Sends all live members to read the log.
    ///
    /// @param from the offset up to which they have everything
    void loseTheWindow(long from) {
        for (var audience : byText.values()) {
            while (audience.liveCount() > 0) {
                audience.member(audience.liveCount() - 1).loseTheWindow(from);
            }
        }
    }

    private Audience begin(String text, Filter filter, Framing framing) {
        var audience = new Audience(text, filter, framing);
        index.add(filter.matchers(), audience);
        return audience;
    }
}
