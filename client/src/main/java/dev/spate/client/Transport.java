package dev.spate.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends requests and waits for their answers, and between them, until it is closed: then nothing waits any longer.
///
/// Thread-safe.
final class Transport {

    private final HttpClient client;
    private final boolean isOwned;

    /// Completed by [#close]; whoever waits for something waits for this too.
    private final CompletableFuture<Void> closing = new CompletableFuture<>();

    private Transport(HttpClient client, boolean isOwned) {
        this.client = client;
        this.isOwned = isOwned;
    }

    /// On a client that belongs to somebody else, and is left as it is.
    static Transport on(HttpClient shared) {
        return new Transport(shared, false);
    }

    /// On a client of its own.
    static Transport own(Duration connectTimeout) {
        return new Transport(
                HttpClient.newBuilder().connectTimeout(connectTimeout).build(), true);
    }

    boolean isClosed() {
        return closing.isDone();
    }

    /// Sends the request and waits for the head of its answer, and for the body as far as the handler wants it.
    ///
    /// The request's own timeout is not used: from JDK 26 on it ends the body too, and a stream's body has no end.
    ///
    /// @throws HttpTimeoutException if there is no answer in time
    /// @throws IOException if the connection cannot be made or breaks, or this is closed
    Response send(HttpRequest request, HttpResponse.BodyHandler<Body> handler, Duration timeout)
            throws IOException, InterruptedException {
        if (isClosed()) {
            throw new IOException("closed");
        }
        CompletableFuture<Response> answer = new CompletableFuture<>();
        CompletableFuture<?> exchange = client.sendAsync(request, announcing(handler, answer));
        exchange.whenComplete((done, failure) -> fail(answer, failure));
        try {
            await(answer, timeout);
            return answer.join();
        } catch (IOException | InterruptedException failed) {
            exchange.cancel(true);
            answer.thenAccept(Transport::giveUp);
            throw failed;
        }
    }

    /// Waits for so long.
    ///
    /// @return whether all of it has passed: false if this was closed
    boolean pause(Duration time) throws InterruptedException {
        try {
            closing.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return false;
        } catch (TimeoutException passed) {
            return !isClosed();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Ends every wait. Does not wait itself.
    void close() {
        closing.complete(null);
    }

    /// Lets go of the client, after [#close]. What is still under way is ended. Before Java 21 a client cannot be
    /// closed: its threads end when it is collected as garbage.
    void release() {
        if (!isOwned || !(client instanceof AutoCloseable closeable)) {
            return;
        }
        // A client that is closed by an interrupted thread ends what is under way, and keeps the interrupt.
        boolean wasInterrupted = Thread.interrupted();
        Thread.currentThread().interrupt();
        try {
            closeable.close();
        } catch (Exception impossible) {
            // HttpClient.close() of Java 21 declares none.
            throw new AssertionError(impossible);
        } finally {
            restore(wasInterrupted);
        }
    }

    /// The handler itself announces the answer, since the client completes its future on the common pool: where
    /// that is busy with something that waits, no answer would ever come. Only a failure is learned late then, by
    /// the timeout.
    private static HttpResponse.BodyHandler<Body> announcing(
            HttpResponse.BodyHandler<Body> handler, CompletableFuture<Response> answer) {
        return head -> {
            HttpResponse.BodySubscriber<Body> subscriber = handler.apply(head);
            subscriber
                    .getBody()
                    .thenAccept(body -> answer.complete(new Response(head.statusCode(), head.headers(), body)));
            return subscriber;
        };
    }

    private void await(CompletableFuture<Response> answer, Duration timeout) throws IOException, InterruptedException {
        try {
            CompletableFuture.anyOf(answer, closing).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("no answer within " + timeout);
        } catch (ExecutionException broken) {
            throw asIoException(broken);
        }
        if (isClosed()) {
            throw new IOException("closed");
        }
    }

    private static void fail(CompletableFuture<Response> answer, @Nullable Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(failure);
        }
    }

    private static void giveUp(Response unwanted) {
        if (unwanted.body() instanceof Body.Streamed streamed) {
            streamed.bytes().cancel();
        }
    }

    private static void restore(boolean wasInterrupted) {
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        } else {
            Thread.interrupted();
        }
    }

    private static IOException asIoException(ExecutionException broken) {
        return broken.getCause() instanceof IOException io ? io : new IOException(broken.getMessage(), broken);
    }
}
