package dev.spate.app.browser;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The DevTools protocol over a WebSocket: calls and their answers. What the browser says by itself is passed over.
///
/// Thread-safe.
final class DevTools implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Map<String, CompletableFuture<String>> calls = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;

    DevTools(URI address) {
        socket =
                client.newWebSocketBuilder().buildAsync(address, new Receiver()).join();
    }

    /// @return the whole answer
    String call(String method, JsonText.Members parameters) {
        return call("", method, parameters);
    }

    /// @param session the target that is called; empty for the browser itself
    String call(String session, String method, JsonText.Members parameters) {
        String id = String.valueOf(count.incrementAndGet());
        var answer = new CompletableFuture<String>();
        calls.put(id, answer);
        send(JsonText.object(json -> {
            json.writeName("id").writeRawValue(id);
            json.writeStringProperty("method", method);
            if (!session.isEmpty()) {
                json.writeStringProperty("sessionId", session);
            }
            json.writeName("params").writeRawValue(JsonText.object(parameters));
        }));
        String text = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        JsonText.at(text, "error", "message").ifPresent(message -> {
            throw new AssertionError(method + ": " + message);
        });
        return text;
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        client.close();
    }

    private synchronized void send(String text) {
        socket.sendText(text, true).join();
    }

    /// Puts the parts of a message together.
    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            message.append(part);
            if (isLast) {
                String text = message.toString();
                message.setLength(0);
                JsonText.at(text, "id").map(calls::remove).ifPresent(call -> call.complete(text));
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
