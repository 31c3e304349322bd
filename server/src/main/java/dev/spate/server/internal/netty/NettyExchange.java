package dev.spate.server.internal.netty;

import dev.spate.hub.Admission;
import dev.spate.hub.DeliveryLoop;
import dev.spate.server.internal.http.Answer;
import dev.spate.server.internal.http.BodyReader;
import dev.spate.server.internal.http.ContentCoding;
import dev.spate.server.internal.http.Exchange;
import dev.spate.server.internal.http.FeedReader;
import dev.spate.server.internal.http.HeaderField;
import dev.spate.server.internal.http.Problem;
import dev.spate.server.internal.http.RequestHead;
import dev.spate.server.internal.http.RouteName;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One request on its connection, and how far it has come.
///
/// Owner: the connection's event loop.
final class NettyExchange implements Exchange {
    private final HttpConnection connection;
    private final RequestHead head;
    private final boolean isKeepAlive;
    private RouteName route = RouteName.OTHER;
    private @Nullable BodyIntake intake;
    private @Nullable Answer answer;
    private @Nullable Runnable opening;
    private boolean keepsOthersWaiting;
    private boolean isBodyComplete;
    private boolean wantsContinue;
    private boolean closesConnection;
    private boolean isOpened;
    private boolean isOver;

    NettyExchange(HttpConnection connection, RequestHead head) {
        this.connection = connection;
        this.head = head;
        this.isKeepAlive = head.isKeepAlive();
        this.isBodyComplete = !head.hasBody();
    }

    @Override
    public RequestHead head() {
        return head;
    }

    @Override
    public DeliveryLoop loop() {
        return connection.loop();
    }

    @Override
    public void countAs(RouteName name) {
        route = name;
    }

    @Override
    public Optional<Problem> overLimit() {
        return connection.overLimit();
    }

    @Override
    public void keepOthersWaiting() {
        keepsOthersWaiting = true;
    }

    @Override
    public void collect(int maxBytes, BodyReader reader) {
        if (isOver) {
            return;
        }
        if (head.contentLength() > maxBytes) {
            reader.onRefused(ContentCoding.tooLarge(maxBytes).problem());
            return;
        }
        read(new BodyCollector(maxBytes, reader, connection.shared().budget(), head.contentLength()));
    }

    @Override
    public void answer(Answer given) {
        if (isOver || answer != null || opening != null) {
            return;
        }
        if (isOpened) {
            // Half of another answer has been written: there is no honest way on.
            connection.context().close();
            return;
        }
        answer = given;
        connection.pump();
    }

    @Override
    public void feed(List<HeaderField> fields, FeedReader reader) {
        if (isOver) {
            return;
        }
        var feed = new FeedIntake(connection, this, reader);
        opening = () -> connection.openFeed(this, fields, feed);
        wantsContinue = head.expectsContinue();
        intake = feed;
        connection.pump();
    }

    @Override
    public void stream(List<HeaderField> fields, Admission admission) {
        if (!isOver) {
            opening = () -> connection.openStream(this, fields, admission);
            connection.pump();
        }
    }

    RouteName route() {
        return route;
    }

    /// @return whether a request that follows on the connection may begin before this one is answered
    boolean letsOthersBegin() {
        return !keepsOthersWaiting && isKeepAlive;
    }

    /// @return whether the connection ends with this exchange, whatever the client would like
    boolean closesConnection() {
        return closesConnection || !isBodyComplete || !isKeepAlive;
    }

    void closeConnection() {
        closesConnection = true;
    }

    /// @return the answer, if there is one
    @Nullable
    Answer answer() {
        return answer;
    }

    /// @return what is to be done once this is the first exchange without an answer; given once
    @Nullable
    Runnable takeOpening() {
        Runnable taken = opening;
        opening = null;
        isOpened |= taken != null;
        return taken;
    }

    /// @return whether the client is to be told that its body is welcome; true once
    boolean takeContinue() {
        boolean taken = wantsContinue;
        wantsContinue = false;
        return taken;
    }

    @Nullable
    FeedIntake feed() {
        return intake instanceof FeedIntake feed ? feed : null;
    }

    boolean isPaused() {
        return intake != null && intake.isPaused();
    }

    void content(ByteBuf content) {
        if (intake != null) {
            intake.take(content);
        }
    }

    void complete() {
        isBodyComplete = true;
        if (intake != null) {
            intake.complete();
        }
    }

    /// Nothing more will come of the body.
    void giveUpBody() {
        if (intake != null) {
            intake.giveUp();
        }
    }

    /// The connection is gone, or has become something else.
    void end() {
        isOver = true;
        giveUpBody();
    }

    private void read(BodyIntake reading) {
        intake = reading;
        if (head.hasBody() && head.expectsContinue()) {
            wantsContinue = true;
            connection.pump();
        }
    }
}
