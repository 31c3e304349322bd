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
    HttpResponse<Body> send(HttpRequest request, HttpResponse.BodyHandler<Body> handler, Duration timeout)
            throws IOException, InterruptedException {
        if (isClosed()) {
            throw new IOException("closed");
        }
        CompletableFuture<HttpResponse<Body>> response = client.sendAsync(request, handler);
        try {
            CompletableFuture.anyOf(response, closing).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            giveUp(response);
            throw new HttpTimeoutException("no answer within " + timeout);
        } catch (ExecutionException broken) {
            throw asIoException(broken);
        } catch (InterruptedException interrupted) {
            giveUp(response);
            throw interrupted;
        }
        if (isClosed()) {
            giveUp(response);
            throw new IOException("closed");
        }
        return response.join();
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

    /// Lets go of the client, after [#close], when no request is under way. Before Java 21 a client cannot be
    /// closed: its threads end when it is collected as garbage.
    @SuppressWarnings("PatternMatchingInstanceof")
    void release() {
        if (!isOwned || !(client instanceof AutoCloseable closeable)) {
            return;
        }
        try {
            closeable.close();
        } catch (Exception impossible) {
            // HttpClient.close() of Java 21 declares none.
            throw new AssertionError(impossible);
        }
    }

    /// Cancels the request; a body that has come meanwhile is given up.
    private static void giveUp(CompletableFuture<HttpResponse<Body>> response) {
        response.whenComplete((answer, failure) -> {
            if (answer != null && answer.body() instanceof Body.Streamed streamed) {
                streamed.bytes().cancel();
            }
        });
        response.cancel(true);
    }

    private static IOException asIoException(ExecutionException broken) {
        return broken.getCause() instanceof IOException io ? io : new IOException(broken.getMessage(), broken);
    }
}
