package dev.spate.server.internal.http;

import dev.spate.hub.Admission;
import dev.spate.hub.DeliveryLoop;
import java.util.List;
import java.util.Optional;

/// One request and the way to answer it, once: by [#answer(Answer)], [#feed(List, FeedReader)] or [#stream(List,
/// Admission)]. After the connection is gone all of them do nothing.
///
/// Owner: the connection's event loop, which is [#loop()].
public interface Exchange {
    /// @return the request's head
    RequestHead head();

    /// @return the loop that everything here is called on
    DeliveryLoop loop();

    /// Says what the request is for, as it is counted.
    ///
    /// @param name the route
    void countAs(RouteName name);

    /// @return why this connection is only told to come back later, if it is one too many
    Optional<Problem> overLimit();

    /// Lets no request that follows on the connection begin before this one has been answered.
    void keepOthersWaiting();

    /// Reads the whole body.
    ///
    /// @param maxBytes the most bytes it may have
    /// @param reader takes the body
    void collect(int maxBytes, BodyReader reader);

    /// Answers. The answer leaves once those of the requests before it have left. If the body has not come to its
    /// end, the connection is closed afterwards.
    ///
    /// @param answer the whole response
    void answer(Answer answer);

    /// Answers with `200` and a body that is written while the request's body is read.
    ///
    /// @param fields the head of the answer
    /// @param reader takes the body
    void feed(List<HeaderField> fields, FeedReader reader);

    /// Answers with `200` and the event stream of a subscription; nothing else happens on this connection any more.
    ///
    /// @param fields the head of the answer
    /// @param admission what begins
    void stream(List<HeaderField> fields, Admission admission);
}
