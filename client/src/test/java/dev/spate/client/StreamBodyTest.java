package dev.spate.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class StreamBodyTest {

    private final StreamBody body = new StreamBody();
    private final Source source = new Source();

    @Test
    void nothingIsAskedForBeforeTheReaderWaits() {
        body.onSubscribe(source);

        assertThat(source.requested).isZero();
    }

    @Test
    void onePieceIsAskedForAtATime() throws Exception {
        body.onSubscribe(source);
        source.isPrompt = true;

        body.next(StreamBody.FOREVER);
        assertThat(source.requested).isEqualTo(1);
        body.next(StreamBody.FOREVER);
        assertThat(source.requested).isEqualTo(2);
    }

    @Test
    void aReaderThatIsEarlierThanTheConnectionIsServed() {
        assertThatThrownBy(() -> body.next(Duration.ofNanos(1))).isInstanceOf(HttpTimeoutException.class);

        body.onSubscribe(source);

        assertThat(source.requested).isEqualTo(1);
    }

    @Test
    void aWaitThatTimedOutDoesNotAskTwice() {
        body.onSubscribe(source);

        assertThatThrownBy(() -> body.next(Duration.ofNanos(1))).isInstanceOf(HttpTimeoutException.class);
        assertThatThrownBy(() -> body.next(Duration.ofNanos(1))).isInstanceOf(HttpTimeoutException.class);

        assertThat(source.requested).isEqualTo(1);
    }

    @Test
    void whatCameBeforeTheEndIsReadFirst() throws Exception {
        body.onSubscribe(source);
        body.onNext(Source.PIECE);
        body.onComplete();

        assertThat(body.next(StreamBody.FOREVER)).hasValue(Source.PIECE);
        assertThat(body.next(StreamBody.FOREVER)).isEmpty();
    }

    @Test
    void whatCameBeforeABreakIsReadFirst() throws Exception {
        body.onSubscribe(source);
        body.onNext(Source.PIECE);
        body.onError(new IOException("reset"));

        assertThat(body.next(StreamBody.FOREVER)).hasValue(Source.PIECE);
        assertThatThrownBy(() -> body.next(StreamBody.FOREVER))
                .isInstanceOf(IOException.class)
                .hasMessage("reset");
    }

    @Test
    void cancellingGivesTheConnectionUpAndEndsTheBody() throws Exception {
        body.onSubscribe(source);
        body.onNext(Source.PIECE);

        body.cancel();
        body.onNext(Source.PIECE);
        body.onError(new IOException("cancelled"));

        assertThat(source.isCancelled).isTrue();
        assertThat(body.next(StreamBody.FOREVER)).isEmpty();
    }

    @Test
    void cancellingBeforeThereIsAConnectionGivesItUpWhenItComes() {
        body.cancel();

        body.onSubscribe(source);

        assertThat(source.isCancelled).isTrue();
        assertThat(source.requested).isZero();
    }

    private final class Source implements Flow.Subscription {

        static final List<ByteBuffer> PIECE = List.of(ByteBuffer.allocate(1));

        private long requested;
        private boolean isPrompt;
        private boolean isCancelled;

        @Override
        public void request(long n) {
            requested += n;
            if (isPrompt) {
                body.onNext(PIECE);
            }
        }

        @Override
        public void cancel() {
            isCancelled = true;
        }
    }
}
