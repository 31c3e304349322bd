package dev.spate.client;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Reads the beginning of a body as UTF-8 and leaves the rest: an error page needs no more memory than its first
/// lines.
///
/// Owner: the HTTP client, which calls it one signal at a time.
final class TextBody implements HttpResponse.BodySubscriber<String> {

    /// How much of a body is read.
    static final int MAX_BYTES = 64 << 10;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] chunk = new byte[Math.min(buffer.remaining(), MAX_BYTES - bytes.size())];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
        }
        if (subscription != null) {
            more(subscription);
        }
    }

    private void more(Flow.Subscription from) {
        if (bytes.size() < MAX_BYTES) {
            from.request(1);
        } else {
            from.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable cause) {
        text.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        text.complete(bytes.toString(StandardCharsets.UTF_8));
    }
}
